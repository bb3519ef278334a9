namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>What somebody signs in with.</summary>
internal sealed record Account(string Email, string Password);
