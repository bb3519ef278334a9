using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Steps;
using Microsoft.AspNetCore.WebUtilities;

namespace Alforis.Workflows.Host.Actions.CallWebhook;

/// <summary>What a status means for the step.</summary>
internal static class WebhookVerdict
{
    /// <summary>Why the call failed, and whether another may succeed; <see langword="null"/> for success.</summary>
    /// <param name="response">The answer; only its head is read.</param>
    /// <param name="place">Who answered.</param>
    /// <param name="details">What history keeps; may be completed later.</param>
    /// <param name="cure">What to do when the address is another.</param>
    /// <param name="now">The time of the answer.</param>
    public static StepResult? Of(HttpResponseMessage response, string place, JsonObject details, string cure, DateTimeOffset now)
    {
        if (response.IsSuccessStatusCode) return null;
        var answered = $"{place} answered {Name(response.StatusCode)}";
        return response.StatusCode switch
        {
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or (HttpStatusCode)425 or >= HttpStatusCode.InternalServerError =>
                StepResult.Transient(FailureCode.WebhookFailing, $"{answered}.", RetryAfter.Read(response.Headers, now), details),
            HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect
                or HttpStatusCode.PermanentRedirect or HttpStatusCode.MultipleChoices =>
                StepResult.Permanent(FailureCode.WebhookRedirected, $"{answered} and leads {Destination(response)}. Redirects are not followed: {cure}.", details),
            _ => StepResult.Permanent(FailureCode.WebhookRefused, $"{answered}.", details),
        };
    }

    private static string Name(HttpStatusCode status)
    {
        var code = ((int)status).ToString(CultureInfo.InvariantCulture);
        var phrase = ReasonPhrases.GetReasonPhrase((int)status);
        return phrase.Length == 0 ? code : $"{code} ({phrase})";
    }

    private static string Destination(HttpResponseMessage response)
    {
        var location = response.Headers.Location;
        if (location is null) return "nowhere";
        var from = response.RequestMessage!.RequestUri!;
        if (!Uri.TryCreate(from, location, out var to)) return "to something that is no address";
        return WebhookPlace.Of(to) == WebhookPlace.Of(from) ? "to another address there" : "to " + WebhookPlace.Of(to);
    }
}
