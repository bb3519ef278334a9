using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Alforis.Crm.Data.Rows;
using Alforis.Crm.Data.WebhookTargets;
using Alforis.Workflows.Host.Actions.CallWebhook.Targets;
using Alforis.Workflows.Host.Api;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.Webhooks;

/// <summary>Which targets are asked for.</summary>
[Request(IsQuery = true)]
internal sealed record WebhookListRequest : PageRequest
{
    /// <summary>Only those that are called, or that are not.</summary>
    [FromQuery(Name = "is_active")]
    public bool? IsActive { get; init; }

    protected override SortOrders Orders() => TargetListQuery.Orders;
}

/// <summary>A new target.</summary>
[Request]
internal sealed record WebhookCreation : IValidatableObject
{
    /// <summary>What definitions call it, for good; upper and lower case are the same.</summary>
    [MaxLength(TargetName.MaxLength)]
    public required string Name { get; init; }

    /// <summary>Its address, https:// or http://. Of it, scheme, host and port alone are shown again.</summary>
    [MaxLength(2000)]
    public required string Url { get; init; }

    /// <summary>What it is for.</summary>
    [MaxLength(2000)]
    public string Description { get; init; } = "";

    /// <summary>Headers that every call has, such as Authorization. Nobody can see them again.</summary>
    [MaxLength(100)]
    public Dictionary<string, string>? Headers { get; init; }

    /// <summary>The types of events that are sent to it without a workflow being written: organisation_created, organisation_updated, deal_created, deal_updated, deal_stage_changed.</summary>
    [MaxLength(5)]
    public IReadOnlyList<string> EventTypes { get; init; } = [];

    /// <summary>Whether calls are signed, as standardwebhooks.com says.</summary>
    public bool IsSigned { get; init; } = true;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!TargetName.IsValid(Name)) yield return new RuleResult(ErrorReasons.TargetName, TargetName.Form, nameof(Name));
        if (WebhookRules.OfUrl(Url) is { } url) yield return new RuleResult(ErrorReasons.Url, url, nameof(Url));
        if (WebhookRules.OfHeaders(Headers) is { } headers) yield return new RuleResult(ErrorReasons.Headers, headers, nameof(Headers));
        if (WebhookRules.OfEventTypes(EventTypes) is { } types) yield return new ValidationResult(types, [nameof(EventTypes)]);
    }
}

/// <summary>A change of a target: what is not there stays as it is. At another scheme, host or port its headers and secrets are deleted: they were another receiver's.</summary>
[Request]
internal sealed record WebhookChange : PartialRequest, IValidatableObject
{
    /// <summary>Its new address.</summary>
    [MaxLength(2000)]
    public string Url { get; init => field = Note(value); } = null!;

    /// <summary>What it is for.</summary>
    [MaxLength(2000)]
    public string Description { get; init => field = Note(value); } = null!;

    /// <summary>The headers that every call has, instead of those so far; <see langword="null"/> for none.</summary>
    [MaxLength(100)]
    public Dictionary<string, string>? Headers { get; init => field = Note(value); }

    /// <summary>The types of events that are sent to it without a workflow being written.</summary>
    [MaxLength(5)]
    public IReadOnlyList<string> EventTypes { get; init => field = Note(value); } = null!;

    /// <summary>Whether it is called.</summary>
    public bool IsActive { get; init => field = Note(value); }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url is not null && WebhookRules.OfUrl(Url) is { } url) yield return new RuleResult(ErrorReasons.Url, url, nameof(Url));
        if (WebhookRules.OfHeaders(Headers) is { } headers) yield return new RuleResult(ErrorReasons.Headers, headers, nameof(Headers));
        if (EventTypes is not null && WebhookRules.OfEventTypes(EventTypes) is { } types) yield return new ValidationResult(types, [nameof(EventTypes)]);
    }
}

/// <summary>What the members of targets can be. No message repeats a value that may be a secret.</summary>
internal static class WebhookRules
{
    public static string? OfUrl(string url) => TargetAddress.Read(url).Problem;

    public static string? OfHeaders(Dictionary<string, string>? headers) => headers is null ? null : TargetHeaders.Problem(headers)
        ?? (JsonSerializer.SerializeToUtf8Bytes(headers).Length > TargetHeaders.MostBytes ? FormattableString.Invariant($"Headers have at most {TargetHeaders.MostBytes / 1024} KB.") : null);

    public static string? OfEventTypes(IReadOnlyList<string> types) =>
        types.Distinct(StringComparer.Ordinal).Count() == types.Count && types.All(t => SubscriptionDefinition.EventTypes.Contains(t, StringComparer.Ordinal))
            ? null
            : $"They must be among these, each once: {string.Join(", ", SubscriptionDefinition.EventTypes)}.";
}
