namespace Alforis.Crm.Data.Hooks;

/// <summary>A call of a hook whose origin is proved.</summary>
/// <param name="HookId">The hook.</param>
/// <param name="SecretId">The secret that proved it.</param>
/// <param name="Slug">The last part of the hook's address.</param>
/// <param name="CallId">The sender's name for the call, 1 to 255 characters; <see langword="null"/> when it gave none.</param>
/// <param name="Payload">What it brought.</param>
public sealed record HookCall(long HookId, long SecretId, string Slug, string? CallId, HookPayload Payload);

/// <summary>What became of a call.</summary>
/// <param name="EventId">Its event: of a call that was sent again, that of the first time.</param>
/// <param name="IsRepeated">Whether it was received before, and fires nothing now.</param>
public sealed record ReceivedCall(long EventId, bool IsRepeated);
