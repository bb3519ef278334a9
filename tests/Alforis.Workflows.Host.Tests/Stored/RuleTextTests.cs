using System.Text.Json;
using Alforis.Workflows.Host.Commands.Executions;

namespace Alforis.Workflows.Host.Tests.Stored;

public sealed class RuleTextTests
{
    [Theory]
    [InlineData("""{"path":"deal.montant","operator":">","expected":5,"actual":7,"holds":true}""", "✓ deal.montant > 5, was 7")]
    [InlineData("""{"path":"deal.montant","operator":"changed","expected":null,"previous":5,"actual":null,"holds":true}""", "✓ deal.montant changed, was 5, became null")]
    [InlineData("""{"path":"deal.stage","operator":"changed_to","expected":"signe","previous":"perdu","actual":"signe","holds":true}""", "✓ deal.stage changed_to \"signe\", was \"perdu\", became \"signe\"")]
    [InlineData("""{"path":"deal.tags","operator":"is_empty","expected":null,"actual":["a"],"holds":false}""", "✗ deal.tags is_empty, was [\"a\"]")]
    [InlineData("""{"path":"organisation.people","operator":"any","expected":"role == \"decideur\"","actual":{"elements":3,"held":1},"holds":true}""", "✓ organisation.people any (role == \"decideur\"), held for 1 of 3")]
    [InlineData("""{"path":"organisation.people","operator":"any","expected":"role == \"decideur\"","actual":null,"holds":false}""", "✗ organisation.people any (role == \"decideur\"), was null")]
    [InlineData("""{"path":"deal.montant","operator":"==","expected_path":"organisation.aum","expected":5,"actual":5,"holds":true}""", "✓ deal.montant == organisation.aum (5), was 5")]
    [InlineData("""{"path":"deal.created_at","operator":">","expected_term":"now -2 days","expected":"2026-01-01T00:00:00Z","actual":null,"holds":false}""", "✗ deal.created_at > now -2 days (\"2026-01-01T00:00:00Z\"), was null")]
    [InlineData("""{"path":"deal.nom","operator":"==","expected":"1\u202f000","actual":"a\u202eb","holds":false}""", "✗ deal.nom == \"1\u202F000\", was \"a\\u202eb\"")]
    public void Tell_RecordedRule_IsReadable(string rule, string line) =>
        Assert.Equal(line, RuleText.Tell(JsonElement.Parse(rule), colours: false));
}
