using Alforis.Crm.Data.Dispatching;
using Npgsql;

namespace Alforis.Workflows.Host.Tests.Dispatch;

public sealed class FailureTextTests
{
    [Fact]
    public void Of_AConnectionThatFails_SaysWhy() => Assert.Equal(
        "Failed to connect to 127.0.0.1:1 (Refused).",
        FailureText.Of(new NpgsqlException("Failed to connect to 127.0.0.1:1", new IOException("Refused."))));

    [Fact]
    public void Of_AMessageThatSaysItAlready_SaysItOnce() =>
        Assert.Equal("Lost: gone.", FailureText.Of(new NpgsqlException("Lost: gone.", new Gone("gone"))));

    [Fact]
    public void Of_ARefusal_HasItsConstraintAndNoWithheldDetail() => Assert.Equal(
        @"bad\u000arow (SQLSTATE 23514, constraint deals_montant_check).",
        FailureText.Of(new PostgresException(
            "bad\nrow", "ERROR", "ERROR", PostgresErrorCodes.CheckViolation, detail: "secret", constraintName: "deals_montant_check")));

    private sealed class Gone(string message) : Exception(message);
}
