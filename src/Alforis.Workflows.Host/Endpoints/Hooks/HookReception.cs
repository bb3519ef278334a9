using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.Hooks;
using Alforis.Workflows.Host.Hooks;
using Npgsql;

namespace Alforis.Workflows.Host.Endpoints.Hooks;

/// <summary>
/// Receives a call: what it is as its headers say, whom it is from, what it brings; only then the database. Thread-safe.
/// </summary>
internal sealed class HookReception(
    HookDirectory directory, HookReceipt receipt, HookLimits limits, HookSettings settings, TimeProvider clock, ILogger<HookReception> logger)
{
    private const string DatabaseAway = "The database cannot be reached. Send the call again later, with the same '" + StandardWebhook.IdHeader + "'.";
    private const string KeysAway = "The secret of the hook cannot be read here. Send the call again later; the operator finds the cause in the log.";

    public async Task<IResult> ReceiveAsync(string slug, HttpContext http, CancellationToken ct)
    {
        if (HookBody.Refuse(http.Request) is { } unfit) return unfit;
        try
        {
            return await ReceiveFitAsync(slug, http, ct);
        }
        catch (PostgresException e) when (e.SqlState.StartsWith("22", StringComparison.Ordinal))
        {
            return HookAnswers.BadValue(e.MessageText);
        }
        catch (NpgsqlException e)
        {
            HookLog.NotReceived(logger, FailureText.Of(e));
            return HookAnswers.Unavailable(http.Response, DatabaseAway);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Nobody is there any more to be answered.
            return Results.Empty;
        }
    }

    private async Task<IResult> ReceiveFitAsync(string slug, HttpContext http, CancellationToken ct)
    {
        var hook = await directory.FindAsync(slug, ct);
        if (hook is null && limits.RefusesAll) return Refuse(http.Response);
        var (body, refusal) = await HookBody.ReadAsync(http, settings.BodyTimeout, clock);
        if (body is null)
        {
            // Whoever knows no slug shall not keep all places taken by bodies that never come.
            if (hook is null) limits.CountRefusal();
            return refusal!;
        }

        // An unknown slug costs what a known one costs, and is answered in the same words.
        var proof = CallCheck.Check(hook ?? KnownHook.Decoy(CallCheck.ClaimedKind(http.Request)), http.Request, body, clock.GetUtcNow());
        if (hook is not null && proof.Verdict == CallVerdict.Proved) return await TakeAsync(hook.Hook, proof.SecretId, body, http, ct);
        if (limits.CountRefusal() is { } after) return HookAnswers.TooMany(http.Response, after);
        if (hook is null) return HookAnswers.Refused(http.Response);
        if (proof.Verdict == CallVerdict.Refused) return hook.IsWhole ? HookAnswers.Refused(http.Response) : HookAnswers.Unavailable(http.Response, KeysAway);
        HookLog.Untimely(logger, slug, proof.Offset.TotalSeconds, StandardWebhook.Tolerance.TotalSeconds);
        return HookAnswers.Untimely(http.Response, proof.Offset);
    }

    private async Task<IResult> TakeAsync(IncomingHook hook, long secretId, byte[] body, HttpContext http, CancellationToken ct)
    {
        if (limits.Count(hook) is { } after) return HookAnswers.TooMany(http.Response, after);
        var id = StandardWebhook.ReadId(http.Request.Headers);
        if (id is null && http.Request.Headers.ContainsKey(StandardWebhook.IdHeader)) return HookAnswers.BadId();
        var (payload, problem) = HookPayload.Read(body, hook.Event);
        if (payload is null) return HookAnswers.BadPayload(problem!);
        var received = await limits.WriteAsync(() => receipt.ReceiveAsync(new HookCall(hook.Id, secretId, hook.Slug, id, payload), ct), ct);
        return received is null ? Refuse(http.Response) : HookAnswers.Received(received.EventId);
    }

    private IResult Refuse(HttpResponse response) =>
        limits.CountRefusal() is { } after ? HookAnswers.TooMany(response, after) : HookAnswers.Refused(response);
}
