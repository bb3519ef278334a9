using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Crm.Data.Tests.Actions;

/// <summary>What the database actions refuse when a workflow is saved.</summary>
public sealed class ActionDiagnosticsTests
{
    private static readonly WorkflowCompiler<CrmContext> Compiler = new(CrmSchema.Instance);

    [Theory]
    [InlineData("create_task", "\"title\":\"a\",\"due_date\":\"dans une semaine\"", "WF1302 /due_date", "\"+2 business days\"")]
    [InlineData("create_task", "\"title\":\"a\",\"due_date\":\"-2 days\"", "WF1302 /due_date", "\"+7 days\"")]
    [InlineData("create_task", "\"title\":\"a\",\"due_date\":\"2026-02-30\"", "WF1302 /due_date", "\"2026-12-01\"")]
    [InlineData("create_task", "\"title\":\"a\",\"due_days\":3651", "WF1302 /due_days", "3650")]
    [InlineData("create_task", "\"title\":\"a\",\"due_days\":3,\"due_date\":\"+1 month\"", "WF1305 ", "Remove 'due_days'")]
    [InlineData("create_task", "\"title\":\"a\",\"priority\":\"haute\"", "WF1006 /priority", "low, normal, high, urgent")]
    [InlineData("create_task", "\"title\":\"a\",\"assigned_to\":\"Claire\"", "WF1302 /assigned_to", "an e-mail address")]
    [InlineData("create_task", "\"title\":\"a\",\"assigned_to\":\"{{ deal.created_at }}\"", "WF1403 /assigned_to", "")]
    [InlineData("create_task", "\"title\":\"a\",\"role\":\"vendeur\"", "WF1006 /role", "admin, manager, commercial, viewer")]
    [InlineData("create_task", "\"title\":\"a\",\"role\":\"{{ deal.stage }}\"", "WF1304 /role", "")]
    [InlineData("create_task", "\"title\":\"a\",\"role\":\"manager\",\"assigned_to\":3", "WF1305 ", "Only one of 'assigned_to' or 'role'")]
    [InlineData("create_task", "\"title\":\"a\",\"strategy\":\"least_busy\"", "WF1305 ", "'role' is needed beside 'strategy'. Add \"role\":")]
    [InlineData("create_task", "\"title\":\"a\",\"strategy\":\"least_busy\",\"assigned_to\":3", "WF1305 ", "'role' is needed beside 'strategy'.")]
    [InlineData("create_task", "\"title\":\"a\",\"role\":\"manager\",\"strategy\":\"random\"", "WF1006 /strategy", "round_robin, least_busy")]
    [InlineData("send_notification", "\"message\":\"a\",\"recipients\":[\"role:managers\"]", "WF1302 /recipients/0", "There is no role 'managers'. The roles are: admin, manager, commercial, viewer.")]
    [InlineData("send_notification", "\"message\":\"a\",\"recipients\":[\"tout le monde\"]", "WF1302 /recipients/0", "\"role:manager\"")]
    [InlineData("send_notification", "\"message\":\"a\"", "WF1305 ", "'user_id' or 'recipients' is needed.")]
    [InlineData("send_notification", "\"message\":\"a\",\"user_id\":3,\"severity\":\"urgent\"", "WF1006 /severity", "info, success, warning, error")]
    [InlineData("update_field", "\"field\":\"created_at\",\"value\":\"2026-01-01\"", "WF1302 /field", "")]
    [InlineData("update_field", "\"field\":\"montants\",\"value\":3", "WF1201 /field", "'montant'")]
    [InlineData("update_field", "\"field\":\"stage\",\"value\":\"signée le 3\"", "WF1205 /value", "prospect")]
    [InlineData("update_field", "\"field\":\"montant\",\"value\":\"+10 euros\"", "WF1204 /value", "\"+10 %\"")]
    [InlineData("update_field", "\"field\":\"montant\",\"value\":-5", "WF1302 /value", "at least 0")]
    [InlineData("update_field", "\"field\":\"probabilite\",\"value\":101", "WF1302 /value", "at most 100")]
    [InlineData("update_field", "\"field\":\"date_cloture_prevue\",\"value\":\"+10 %\"", "WF1204 /value", "\"+30 days\"")]
    [InlineData("update_field", "\"field\":\"nom\",\"value\":null", "WF1302 /value", "")]
    [InlineData("assign_user", "\"user\":3,\"role\":\"manager\"", "WF1305 ", "Only one of 'user' or 'role'")]
    [InlineData("assign_user", "\"user\":3,\"strategy\":\"least_busy\"", "WF1305 ", "Only one of 'user' or 'strategy'")]
    [InlineData("assign_user", "\"user\":\"role:manager\"", "WF1302 /user", "such as \"role\": \"manager\"")]
    [InlineData("add_tag", "", "WF1305 ", "'tag' or 'tags' is needed.")]
    [InlineData("add_tag", "\"tag\":\"  \"", "WF1302 /tag", "")]
    [InlineData("create_activity", "\"title\":\"a\",\"activity_type\":\"visite\"", "WF1006 /activity_type", "reunion")]
    public void Compile_SettingThatCannotBe_IsAnErrorAtItsPlace(string action, string config, string place, string cure)
    {
        var definition = $$$"""{"name":"Essai","trigger_type":"deal_updated","actions":[{"type":"{{{action}}}","config":{ {{{config}}} }}]}""";

        var found = Assert.Single(Compiler.Compile(definition).Diagnostics, d => d.Severity == DiagnosticSeverity.Error);

        Assert.Equal(place, $"{found.Code} {found.Pointer.Replace("/actions/0/config", "", StringComparison.Ordinal)}");
        Assert.Contains(cure, $"{found.Message} {found.Suggestion}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("create_task", "\"title\":\"a\",\"role\":\"Commercial\",\"strategy\":\"LEAST_BUSY\",\"due_date\":\"+2 business days\"")]
    [InlineData("create_task", "\"title\":\"a\",\"role\":\"manager\",\"assigned_to\":null,\"strategy\":null")]
    [InlineData("create_task", "\"title\":\"a\",\"assigned_to\":\"{{ deal.assigned_to ?? deal.manager_id }}\"")]
    [InlineData("send_notification", "\"message\":\"a\",\"recipients\":[3,\"a@crm.example\",\"role:Manager\",\"{{ deal.manager.email }}\"]")]
    [InlineData("update_field", "\"field\":\"montant\",\"value\":\"+10 %\"")]
    public void Compile_SettingsThatCanBe_HaveNoError(string action, string config) =>
        Assert.DoesNotContain(
            Compiler.Compile($$$"""{"name":"Essai","trigger_type":"deal_updated","actions":[{"type":"{{{action}}}","config":{ {{{config}}} }}]}""").Diagnostics,
            d => d.Severity == DiagnosticSeverity.Error);
}
