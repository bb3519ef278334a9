using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Crm.Data.Tests.Vocabulary;

public sealed class OlderDefinitionsTests
{
    /// <summary>Today's form, the older one, and the notice about it.</summary>
    [Theory]
    // Names of members and settings.
    [InlineData(
        """{"actions":[{"type":"add_tag","config":{"tag":"vip"}}]}""", """{"actions":[{"type":"add_tag","params":{"tag":"vip"}}]}""",
        "WF1902 /actions/0/params: 'params' is read as 'config'.")]
    [InlineData(
        """{"actions":[{"type":"add_tag","config":{"tag":"vip"}}]}""", """{"actions":[{"type":"add_tag","parameters":{"tag":"vip"}}]}""",
        "WF1902 /actions/0/parameters: 'parameters' is read as 'config'.")]
    [InlineData(
        """{"actions":[{"type":"add_tag","config":{"tag":"vip"}}]}""", """{"actions":[{"action_type":"add_tag","config":{"tag":"vip"}}]}""",
        "WF1902 /actions/0/action_type: 'action_type' is read as 'type'.")]
    [InlineData(
        """{"actions":[{"type":"add_tag","config":{"tag":"vip"}}]}""", """{"actions":[{"type":"ADD_TAG","config":{"tag":"vip"}}]}""",
        "WF1903 /actions/0/type: \"ADD_TAG\" is read as \"add_tag\".")]
    [InlineData(
        """{"actions":[{"type":"add_tag","config":{"tag":"vip"}}]}""", """{"actions":[{"type":"add_tag","config":{"tag_name":"vip"}}]}""",
        "WF1902 /actions/0/config/tag_name: 'tag_name' is read as 'tag'.")]
    [InlineData(
        """{"actions":[{"type":"update_field","config":{"field":"montant","value":"+10 %"}}]}""",
        """{"actions":[{"type":"update_field","config":{"field_name":"montant","value":"+10 %"}}]}""",
        "WF1902 /actions/0/config/field_name: 'field_name' is read as 'field'.")]
    [InlineData(
        """{"actions":[{"type":"update_field","config":{"field":"montant","value":"+10 %"}}]}""",
        """{"actions":[{"type":"update_field","config":{"field":"montant","new_value":"+10 %"}}]}""",
        "WF1902 /actions/0/config/new_value: 'new_value' is read as 'value'.")]
    [InlineData(
        """{"actions":[{"type":"update_field","config":{"field":"stage","value":"perdu"}}]}""",
        """{"actions":[{"type":"update_field","config":{"field":"stage_name","value":"perdu"}}]}""",
        "WF1902 /actions/0/config/field: 'stage_name' is read as 'stage'.")]
    [InlineData(
        """{"actions":[{"type":"call_webhook","config":{"url":"https://crm.example/a"}}]}""",
        """{"actions":[{"type":"call_webhook","config":{"webhook_url":"https://crm.example/a"}}]}""",
        "WF1902 /actions/0/config/webhook_url: 'webhook_url' is read as 'url'.")]
    [InlineData(
        """{"actions":[{"type":"send_notification","config":{"user_id":4,"message":"a","severity":"warning"}}]}""",
        """{"actions":[{"type":"send_notification","config":{"user_id":4,"message":"a","notification_type":"warning"}}]}""",
        "WF1902 /actions/0/config/notification_type: 'notification_type' is read as 'severity'.")]
    [InlineData(
        """{"actions":[{"type":"assign_user","config":{"user":4}}]}""", """{"actions":[{"type":"assign_user","config":{"user_id":4}}]}""",
        "WF1902 /actions/0/config/user_id: 'user_id' is read as 'user'.")]
    // Values of settings.
    [InlineData(
        """{"actions":[{"type":"create_task","config":{"title":"a","due_days":3}}]}""",
        """{"actions":[{"type":"create_task","config":{"title":"a","due_days":"3"}}]}""",
        "WF1903 /actions/0/config/due_days: \"3\" is read as 3.")]
    [InlineData(
        """{"actions":[{"type":"create_task","config":{"title":"a","due_date":"+3 days"}}]}""",
        """{"actions":[{"type":"create_task","config":{"title":"a","due_date":"+3 days","due_days":3}}]}""",
        "WF1904 /actions/0/config/due_days: 'due_days' says the same as 'due_date', which is taken: one of them is enough.")]
    [InlineData(
        """{"actions":[{"type":"create_task","config":{"title":"a","due_date":"+2 weeks"}}]}""",
        """{"actions":[{"type":"create_task","config":{"title":"a","due_days":"14","due_date":"+2 weeks"}}]}""",
        "WF1904 /actions/0/config/due_days: 'due_days' says the same as 'due_date', which is taken: one of them is enough.")]
    [InlineData(
        """{"actions":[{"type":"create_task","config":{"title":"a","due_date":"+3 days"}}]}""",
        """{"actions":[{"type":"create_task","config":{"title":"a","due_date":"3 days"}}]}""",
        "WF1903 /actions/0/config/due_date: \"3 days\" is read as \"+3 days\".")]
    [InlineData(
        """{"actions":[{"type":"create_task","config":{"title":"a","priority":"high"}}]}""",
        """{"actions":[{"type":"create_task","config":{"title":"a","priority":"HIGH"}}]}""",
        "WF1903 /actions/0/config/priority: \"HIGH\" is read as \"high\".")]
    [InlineData(
        """{"actions":[{"type":"update_field","config":{"field":"stage","value":"signe"}}]}""",
        """{"actions":[{"type":"update_field","config":{"field":"stage","value":"Gagné"}}]}""",
        "WF1903 /actions/0/config/value: \"Gagné\" is read as \"signe\".")]
    [InlineData(
        """{"actions":[{"type":"create_task","config":{"title":"{{ deal.assigned_to }}"}}]}""",
        """{"actions":[{"type":"create_task","config":{"title":"{{ deal.assigned_user_id }}"}}]}""",
        "WF1902 /actions/0/config/title: 'deal.assigned_user_id' is read as 'deal.assigned_to'.")]
    [InlineData(
        """{"actions":[{"type":"add_tag","config":{"tag":"vip","entity_type":"deal"}}]}""",
        """{"actions":[{"type":"add_tag","config":{"tag":"vip","entity_type":"{{ trigger_entity_type }}"}}]}""",
        "WF1902 /actions/0/config/entity_type: 'trigger_entity_type' is read as the triggering entity, 'deal'.")]
    [InlineData(
        """{"actions":[{"type":"add_tag","config":{"tag":"vip","entity_type":"deal"}}]}""", """{"actions":[{"type":"add_tag","config":{"tag":"vip","entity_type":"DEAL"}}]}""",
        "WF1903 /actions/0/config/entity_type: \"DEAL\" is read as \"deal\".")]
    [InlineData(
        """{"actions":[{"type":"add_tag","config":{"tag":"vip"}}]}""", """{"actions":[{"type":"add_tag","config":null,"params":{"tag":"vip"}}]}""",
        "WF1902 /actions/0/params: 'params' is read as 'config'.")]
    // Stages.
    [InlineData("""{"trigger_config":{"to_stage":"signe"}}""", """{"trigger_config":{"stage_name":"signe"}}""", "WF1902 /trigger_config/stage_name: 'stage_name' is read as 'to_stage'.")]
    [InlineData("""{"trigger_config":{"from_stage":"proposition"}}""", """{"trigger_config":{"old_stage":"proposition"}}""", "WF1902 /trigger_config/old_stage: 'old_stage' is read as 'from_stage'.")]
    [InlineData("""{"trigger_config":{"to_stage":"signe"}}""", """{"trigger_config":{"to_stage":"Gagné"}}""", "WF1903 /trigger_config/to_stage: \"Gagné\" is read as \"signe\".")]
    [InlineData("""{"trigger_config":{"to_stage":"signe"}}""", """{"trigger_config":{"to_stage":"Gagnée"}}""", "WF1903 /trigger_config/to_stage: \"Gagnée\" is read as \"signe\".")]
    [InlineData("""{"trigger_config":{"to_stage":"signe"}}""", """{"trigger_config":{"to_stage":"Signé"}}""", "WF1903 /trigger_config/to_stage: \"Signé\" is read as \"signe\".")]
    [InlineData("""{"trigger_config":{"to_stage":"signe"}}""", """{"trigger_config":{"to_stage":"Won"}}""", "WF1903 /trigger_config/to_stage: \"Won\" is read as \"signe\".")]
    [InlineData("""{"trigger_config":{"to_stage":"signe"}}""", """{"trigger_config":{"to_stage":"Closed Won"}}""", "WF1903 /trigger_config/to_stage: \"Closed Won\" is read as \"signe\".")]
    [InlineData("""{"trigger_config":{"to_stage":"perdu"}}""", """{"trigger_config":{"to_stage":"Perdu"}}""", "WF1903 /trigger_config/to_stage: \"Perdu\" is read as \"perdu\".")]
    [InlineData("""{"trigger_config":{"to_stage":"perdu"}}""", """{"trigger_config":{"to_stage":"Lost"}}""", "WF1903 /trigger_config/to_stage: \"Lost\" is read as \"perdu\".")]
    [InlineData("""{"trigger_config":{"to_stage":"negociation"}}""", """{"trigger_config":{"to_stage":"Négociation"}}""", "WF1903 /trigger_config/to_stage: \"Négociation\" is read as \"negociation\".")]
    [InlineData("""{"trigger_config":{"to_stage":["proposition"]}}""", """{"trigger_config":{"to_stage":["PROPOSITION"]}}""", "WF1903 /trigger_config/to_stage/0: \"PROPOSITION\" is read as \"proposition\".")]
    [InlineData(
        """{"conditions":{"field":"deal.stage","operator":"in","value":["signe","perdu"]}}""",
        """{"conditions":{"field":"deal.stage","operator":"in","value":["Gagnée","perdu"]}}""",
        "WF1903 /conditions/value/0: \"Gagnée\" is read as \"signe\".")]
    [InlineData(
        """{"conditions":{"field":"stage","operator":"==","value":"signe"}}""", """{"conditions":{"field":"stage_name","operator":"==","value":"signe"}}""",
        "WF1902 /conditions/field: 'stage_name' is read as 'deal.stage'.")]
    [InlineData(
        """{"conditions":{"field":"organisation.pipeline_stage","operator":"==","value":"perdu"}}""",
        """{"conditions":{"field":"organisation.stage_name","operator":"==","value":"perdu"}}""",
        "WF1902 /conditions/field: 'organisation.stage_name' is read as 'organisation.pipeline_stage'.")]
    [InlineData(
        """{"conditions":{"field":"previous.stage","operator":"==","value":"signe"}}""", """{"conditions":{"field":"previous.stage_name","operator":"==","value":"signe"}}""",
        "WF1902 /conditions/field: 'previous.stage_name' is read as 'previous.stage'.")]
    [InlineData(
        """{"trigger_type":"organisation_created","trigger_config":{"pipeline_stage":"perdu"}}""",
        """{"trigger_type":"organisation_created","trigger_config":{"stage_name":"perdu"}}""",
        "WF1902 /trigger_config/stage_name: 'stage_name' is read as 'pipeline_stage'.")]
    [InlineData(
        """{"trigger_type":"organisation_updated","trigger_config":{"fields":["assigned_to"]}}""",
        """{"trigger_type":"organisation_updated","trigger_config":{"fields":["assigned_user_id"]}}""",
        "WF1902 /trigger_config/fields/0: 'assigned_user_id' is read as 'assigned_to'.")]
    // Conditions.
    [InlineData("""{"conditions":{"field":"montant","operator":"==","value":50}}""", """{"conditions":{"field":"montant","operator":"equals","value":50}}""", "WF1902 /conditions/operator: 'equals' is read as '=='.")]
    [InlineData("""{"conditions":{"field":"montant","operator":"==","value":50}}""", """{"conditions":{"field":"montant","operator":"=","value":50}}""", "WF1902 /conditions/operator: '=' is read as '=='.")]
    [InlineData("""{"conditions":{"field":"montant","operator":"!=","value":50}}""", """{"conditions":{"field":"montant","operator":"NOT EQUALS","value":50}}""", "WF1902 /conditions/operator: 'NOT EQUALS' is read as '!='.")]
    [InlineData("""{"conditions":{"field":"montant","operator":">","value":50}}""", """{"conditions":{"field":"montant","operator":"greater_than","value":50}}""", "WF1902 /conditions/operator: 'greater_than' is read as '>'.")]
    [InlineData("""{"conditions":{"field":"montant","operator":"<=","value":50}}""", """{"conditions":{"field":"montant","operator":"less_than_or_equal","value":50}}""", "WF1902 /conditions/operator: 'less_than_or_equal' is read as '<='.")]
    [InlineData("""{"conditions":{"field":"montant","operator":"==","value":null}}""", """{"conditions":{"field":"montant","operator":"is_null"}}""", "WF1902 /conditions/operator: 'is_null' is read as '== null'.")]
    [InlineData("""{"conditions":{"field":"montant","operator":"!=","value":null}}""", """{"conditions":{"field":"montant","operator":"is_not_null","value":null}}""", "WF1902 /conditions/operator: 'is_not_null' is read as '!= null'.")]
    [InlineData("""{"conditions":{"field":"montant","operator":">","value":50000}}""", """{"conditions":{"field":"montant","operator":">","value":"50000"}}""", "WF1903 /conditions/value: \"50000\" is read as 50000.")]
    [InlineData(
        """{"conditions":{"field":"organisation.is_active","operator":"==","value":true}}""", """{"conditions":{"field":"organisation.is_active","operator":"==","value":"true"}}""",
        "WF1903 /conditions/value: \"true\" is read as true.")]
    [InlineData(
        """{"conditions":{"rules":[{"field":"montant","operator":">","value":50},{"field":"stage","operator":"==","value":"signe"}]}}""",
        """{"conditions":[{"field":"montant","operator":">","value":50},{"field":"stage","operator":"==","value":"signe"}]}""",
        "WF1903 /conditions: The list is read as {\"operator\": \"AND\", \"rules\": […]}.")]
    [InlineData("{}", """{"conditions":[]}""", "WF1903 /conditions: The list is read as {\"operator\": \"AND\", \"rules\": […]}.")]
    [InlineData(
        """{"conditions":{"operator":"OR","rules":[{"field":"montant","operator":">","value":50000},{"field":"stage","operator":"==","value":"perdu"}]}}""",
        """{"conditions":{"logic":"OR","rules":[{"field":"montant","operator":">","value":50000},{"field":"stage","operator":"==","value":"perdu"}]}}""",
        "WF1902 /conditions/logic: 'logic' is read as 'operator'.")]
    [InlineData(
        """{"conditions":{"operator":"NOT","rules":[{"field":"montant","operator":">","value":50000}]}}""",
        """{"conditions":{"combinator":"NOT","rules":[{"field":"montant","operator":">","value":50000}]}}""",
        "WF1902 /conditions/combinator: 'combinator' is read as 'operator'.")]
    [InlineData(
        """{"actions":[{"type":"add_tag","config":{"tag":"vip"},"when":{"field":"montant","operator":">","value":50}}]}""",
        """{"actions":[{"type":"add_tag","config":{"tag":"vip"},"when":[{"field":"montant","operator":">","value":50}]}]}""",
        "WF1903 /actions/0/when: The list is read as {\"operator\": \"AND\", \"rules\": […]}.")]
    // The workflow.
    [InlineData("""{"trigger_type":"deal_created"}""", """{"trigger_type":"DEAL_CREATED"}""", "WF1903 /trigger_type: \"DEAL_CREATED\" is read as \"deal_created\".")]
    [InlineData("""{"status":"active"}""", """{"status":"ACTIVE"}""", "WF1903 /status: \"ACTIVE\" is read as \"active\".")]
    [InlineData("""{"status":"active"}""", """{"is_active":true}""", "WF1902 /is_active: 'is_active': true is read as 'status': \"active\".")]
    [InlineData("""{"status":"inactive"}""", """{"enabled":false}""", "WF1902 /enabled: 'enabled': false is read as 'status': \"inactive\".")]
    [InlineData("""{"status":"draft"}""", """{"status":"draft","is_active":false}""", "WF1904 /is_active: 'is_active' says the same as 'status': one of them is enough.")]
    [InlineData("""{"is_template":true}""", """{"is_template":"true"}""", "WF1903 /is_template: \"true\" is read as true.")]
    // Schedules and silence.
    [InlineData("""{"trigger_type":"scheduled","trigger_config":{"entity_type":"deal","schedule":"weekly"}}""", """{"trigger_type":"scheduled","trigger_config":{"entity_type":"deal","schedule":"hebdomadaire"}}""", "WF1903 /trigger_config/schedule: \"hebdomadaire\" is read as \"weekly\".")]
    [InlineData("""{"trigger_type":"scheduled","trigger_config":{"entity_type":"deal","schedule":"daily","time":"09:00"}}""", """{"trigger_type":"scheduled","trigger_config":{"entity_type":"deal","schedule":"daily","time":"9:00"}}""", "WF1903 /trigger_config/time: \"9:00\" is read as \"09:00\".")]
    [InlineData("""{"trigger_type":"scheduled","trigger_config":{"entity_type":"deal","schedule":"daily","time":"09:30"}}""", """{"trigger_type":"scheduled","trigger_config":{"entity_type":"deal","schedule":"daily","time":"9h30"}}""", "WF1903 /trigger_config/time: \"9h30\" is read as \"09:30\".")]
    [InlineData("""{"trigger_type":"scheduled","trigger_config":{"entity_type":"deal","schedule":"weekly","day_of_week":"monday"}}""", """{"trigger_type":"scheduled","trigger_config":{"entity_type":"deal","schedule":"weekly","day_of_week":"lundi"}}""", "WF1903 /trigger_config/day_of_week: \"lundi\" is read as \"monday\".")]
    [InlineData("""{"trigger_type":"scheduled","trigger_config":{"entity_type":"deal","schedule":"weekly","day_of_week":"monday"}}""", """{"trigger_type":"scheduled","trigger_config":{"entity_type":"deal","schedule":"weekly","day_of_week":"MON"}}""", "WF1903 /trigger_config/day_of_week: \"MON\" is read as \"monday\".")]
    [InlineData("""{"trigger_type":"scheduled","trigger_config":{"entity_type":"deal","cron":"0 0 * * *"}}""", """{"trigger_type":"scheduled","trigger_config":{"entity_type":"deal","cron":"@daily"}}""", "WF1903 /trigger_config/cron: \"@daily\" is read as \"0 0 * * *\".")]
    [InlineData("""{"trigger_type":"scheduled","trigger_config":{"entity_type":"deal","cron":"0 9 * * 1"}}""", """{"trigger_type":"scheduled","trigger_config":{"entity_type":"deal","cron":"0 0 9 ? * 2"}}""", "WF1903 /trigger_config/cron: \"0 0 9 ? * 2\" is read as \"0 9 * * 1\".")]
    [InlineData("""{"trigger_type":"inactivity_delay","trigger_config":{"entity_type":"deal","inactivity_days":30}}""", """{"trigger_type":"inactivity_delay","trigger_config":{"entity_type":"deal","delay_days":30}}""", "WF1902 /trigger_config/delay_days: 'delay_days' is read as 'inactivity_days'.")]
    [InlineData("""{"trigger_type":"inactivity_delay","trigger_config":{"entity_type":"deal","inactivity_days":30}}""", """{"trigger_type":"inactivity_delay","trigger_config":{"entity_type":"deal","days":30}}""", "WF1902 /trigger_config/days: 'days' is read as 'inactivity_days'.")]
    // Delays.
    [InlineData("""{"trigger_config":{"delay":"3 days"}}""", """{"trigger_config":{"delay_days":3}}""", "WF1902 /trigger_config/delay_days: 'delay_days': 3 is read as 'delay': \"3 days\".")]
    [InlineData("""{"trigger_config":{"delay":"2 hours"}}""", """{"trigger_config":{"delay_hours":"2"}}""", "WF1902 /trigger_config/delay_hours: 'delay_hours': \"2\" is read as 'delay': \"2 hours\".")]
    [InlineData("""{"actions":[{"type":"add_tag","delay":"1 minute","config":{"tag":"a"}}]}""", """{"actions":[{"type":"add_tag","delay_minutes":1,"config":{"tag":"a"}}]}""", "WF1902 /actions/0/delay_minutes: 'delay_minutes': 1 is read as 'delay': \"1 minute\".")]
    [InlineData("""{"trigger_type":"inactivity_delay","trigger_config":{"entity_type":"deal","inactivity_days":30,"stages":"signe"}}""", """{"trigger_type":"inactivity_delay","trigger_config":{"entity_type":"deal","inactivity_days":30,"pipeline_stages":"signe"}}""", "WF1902 /trigger_config/pipeline_stages: 'pipeline_stages' is read as 'stages'.")]
    public void Compile_OlderForm_DoesTheSameAndSaysHowItWasRead(string today, string older, string notice)
    {
        var (expected, actual) = (OlderDefinition.Compile(today), OlderDefinition.Compile(older));

        Assert.Empty(expected.Diagnostics);
        var diagnostic = Assert.Single(actual.Diagnostics);
        Assert.Equal(notice, $"{diagnostic.Code} {diagnostic.Pointer}: {diagnostic.Message}");
        Assert.Equal(DiagnosticSeverity.Notice, diagnostic.Severity);
        Assert.Equal(OlderDefinition.Effects(expected.Workflow!), OlderDefinition.Effects(actual.Workflow!));
        Assert.Equal((expected.Workflow!.Definition.Status, expected.Workflow.Definition.IsTemplate), (actual.Workflow!.Definition.Status, actual.Workflow.Definition.IsTemplate));
    }

    /// <summary>What could mean more than one thing, or nothing here, is refused with a cure.</summary>
    [Theory]
    [InlineData(
        """{"actions":[{"type":"create_task","config":{"title":"a","due_date":"+1 week","due_days":10}}]}""", "WF1305 /actions/0/config",
        "Remove 'due_days' to keep \"due_date\": \"+1 week\", or remove 'due_date' to keep \"due_days\": 10.")]
    [InlineData(
        """{"actions":[{"type":"create_task","config":{"title":"a","due_date":"+3 business days","due_days":3}}]}""", "WF1305 /actions/0/config", "Remove 'due_days' to keep")]
    [InlineData(
        """{"actions":[{"type":"create_task","config":{"title":"a","due_date":"{{ deal.date_cloture_prevue }}","due_days":3}}]}""", "WF1305 /actions/0/config", "Remove 'due_days' to keep")]
    [InlineData("""{"actions":[{"type":"add_tag","config":{"tag":"a"},"params":{"tag":"b"}}]}""", "WF1002 /actions/0/params", "Remove 'params'.")]
    [InlineData("""{"actions":[{"type":"add_tag","config":{"tag":"a","tag_name":"b"}}]}""", "WF1002 /actions/0/config/tag_name", "Remove 'tag_name'.")]
    [InlineData("""{"trigger_config":{"delay_days":3,"delay_hours":2}}""", "WF1002 /trigger_config/delay_hours", "Remove 'delay_hours'.")]
    [InlineData("""{"trigger_config":{"delay_days":1.5}}""", "WF1307 /trigger_config/delay_days", "or count in a smaller unit")]
    [InlineData("""{"trigger_config":{"delay":"3 jours"}}""", "WF1307 /trigger_config/delay", "Write \"3 days\".")]
    [InlineData("""{"trigger_type":"scheduled","trigger_config":{"entity_type":"deal","schedule":"weekly","day_of_week":1}}""", "WF1005 /trigger_config/day_of_week", "Write one of: monday, tuesday")]
    [InlineData("""{"trigger_type":"scheduled","trigger_config":{"entity_type":"deal","cron":"0 0 9 * * 1"}}""", "WF1102 /trigger_config/cron", "write \"0 9 * * 1\", in which 0 and 7 are Sunday and 1 is Monday")]
    [InlineData("""{"trigger_type":"scheduled","trigger_config":{"entity_type":"deal","cron":"0 0 9 L * ?"}}""", "WF1102 /trigger_config/cron", "five fields")]
    [InlineData("""{"actions":[{"type":"send_email","config":{"subject":"a","body":"b"}}]}""", "WF1004 /actions/0/config", "Add \"to\": \"{{ organisation.email }}\".")]
    [InlineData(
        """{"trigger_type":"webhook_received","actions":[{"type":"send_email","config":{"subject":"a","body":"b"}}]}""", "WF1004 /actions/0/config", "Add \"to\": \"{{ webhook.email }}\".")]
    [InlineData(
        """{"trigger_type":"organisation_updated","actions":[{"type":"send_email","config":{"subject":"a","body":"b"}}]}""", "WF1004 /actions/0/config",
        "Add \"to\": \"{{ organisation.email }}\".")]
    [InlineData(
        """{"trigger_type":"scheduled","trigger_config":{"schedule":"daily"},"actions":[{"type":"send_email","config":{"subject":"a","body":"b"}}]}""", "WF1004 /actions/0/config",
        "Add \"to\": \"equipe@crm.example\".")]
    [InlineData("""{"actions":[{"type":"send_email","config":{"to":"a@crm.example","body":"b"}}]}""", "WF1305 /actions/0/config", "Add \"subject\": \"Votre projet, {{ organisation.nom }}\".")]
    [InlineData("""{"actions":[{"type":"send_email","config":{"to":"a@crm.example","template":"{{ deal.nom }}"}}]}""", "WF1304 /actions/0/config/template", "cannot contain a placeholder")]
    [InlineData("""{"actions":[{"type":"send_notification","config":{"message":"a"}}]}""", "WF1305 /actions/0/config", "Add \"user_id\": \"{{ deal.assigned_to }}\".")]
    [InlineData(
        """{"trigger_type":"organisation_created","actions":[{"type":"send_notification","config":{"message":"a"}}]}""", "WF1305 /actions/0/config",
        "Add \"user_id\": \"{{ organisation.assigned_to }}\".")]
    [InlineData("""{"actions":[{"type":"send_email","config":{"to":"a@crm.example","subject":"a","body":"b","template":"relance"}}]}""", "WF1305 /actions/0/config", "Remove")]
    [InlineData("""{"actions":[{"type":"send_email","config":{"to":"a@crm.example","subject":"a","body":"b","template_id":"7"}}]}""", "WF1003 /actions/0/config/template_id", "Write the name of a stored e-mail template")]
    [InlineData("""{"actions":[{"type":"create_task","config":{"title":"a","assigned_to":"manager"}}]}""", "WF1302 /actions/0/config/assigned_to", "{{ deal.manager_id }}")]
    [InlineData("""{"actions":[{"type":"create_task","config":{"title":"a","assigned_to":"role:manager"}}]}""", "WF1302 /actions/0/config/assigned_to", "such as \"role\": \"manager\"")]
    [InlineData("""{"conditions":{"field":"montant","operator":"is_null","value":false}}""", "WF1212 /conditions/value", "Remove 'value', or write \"operator\": \"==\", \"value\": null.")]
    [InlineData("""{"conditions":{"field":"date_cloture_prevue","operator":"<","value":"-30 days"}}""", "WF1204 /conditions/value", "Write {\"today\": \"-30 days\"}.")]
    [InlineData("""{"conditions":{"field":"date_cloture_prevue","operator":"<","value":"today"}}""", "WF1204 /conditions/value", "Write {\"field\": \"today\"}.")]
    [InlineData("""{"conditions":{"field":"created_at","operator":"<","value":"now"}}""", "WF1204 /conditions/value", "Write {\"field\": \"now\"}.")]
    [InlineData("""{"conditions":{"field":"created_at","operator":"<","value":"yesterday"}}""", "WF1204 /conditions/value", "Write {\"today\": \"-1 day\"}.")]
    [InlineData("""{"status":"draft","is_active":true}""", "WF1305 /is_active", "Keep 'status' and remove 'is_active'.")]
    [InlineData("""{"trigger_config":{"to_stage":"gagnes"}}""", "WF1205 /trigger_config/to_stage", "prospect, qualification")]
    public void Compile_NoCertainMeaning_IsAnErrorWithACure(string members, string place, string cure)
    {
        var diagnostic = Assert.Single(OlderDefinition.Compile(members).Diagnostics, d => d.Severity == DiagnosticSeverity.Error);

        Assert.Equal(place, $"{diagnostic.Code} {diagnostic.Pointer}");
        Assert.Contains(cure, $"{diagnostic.Message} {diagnostic.Suggestion}", StringComparison.Ordinal);
    }
}
