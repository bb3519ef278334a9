using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Schedules;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Crm.Data.Tests.Schedules;

public sealed class ScheduleTests
{
    private static readonly WorkflowCompiler<CrmContext> Compiler = new(CrmSchema.Instance);

    [Theory]
    [InlineData("""{"schedule": "daily"}""", "0 0 9 * * ?")]
    [InlineData("""{"schedule": "quotidien", "time": "18h05"}""", "0 5 18 * * ?")]
    [InlineData("""{"schedule": "weekly"}""", "0 0 9 ? * MON")]
    [InlineData("""{"schedule": "hebdomadaire", "day_of_week": "dimanche", "time": "00:00"}""", "0 0 0 ? * SUN")]
    [InlineData("""{"schedule": "monthly", "entity_type": "deal"}""", "0 0 9 1 * ?")]
    [InlineData("""{"schedule": "monthly", "day_of_month": 28}""", "0 0 9 28 * ?")]
    [InlineData("""{"schedule": "monthly", "day_of_month": "29"}""", "0 0 9 29 1,3-12 ?", "0 0 9 L 2 ?")]
    [InlineData("""{"schedule": "monthly", "day_of_month": 30}""", "0 0 9 30 1,3-12 ?", "0 0 9 L 2 ?")]
    [InlineData("""{"schedule": "monthly", "day_of_month": 31}""", "0 0 9 L * ?")]
    [InlineData("""{"cron": "0 9 * * 1"}""", "0 0 9 ? * MON")]
    [InlineData("""{"cron": "0 9 * * 0"}""", "0 0 9 ? * SUN")]
    [InlineData("""{"cron": "0 9 * * 7"}""", "0 0 9 ? * SUN")]
    [InlineData("""{"cron": "0 9 * * 5-7"}""", "0 0 9 ? * SUN,FRI,SAT")]
    [InlineData("""{"cron": "*/15 8-18 * * mon-fri"}""", "0 */15 8-18 ? * MON,TUE,WED,THU,FRI")]
    [InlineData("""{"cron": "0,30 9-17/2 1,15 JAN,jun *"}""", "0 0,30 9-17/2 1,15 JAN,JUN ?")]
    [InlineData("""{"cron": "* * * * *"}""", "0 * * * * ?")]
    [InlineData("""{"cron": "*/1 */1 */1 */1 */1"}""", "0 */1 */1 * */1 ?")]
    [InlineData("""{"cron": "0 */24 * * */3"}""", "0 0 0 ? * SUN,WED,SAT")]
    [InlineData("""{"cron": "0 9 13 * 5"}""", "0 0 9 13 * FRI")]
    [InlineData("""{"cron": "0 9 1 * 1-7"}""", "0 0 9 * * ?")]
    [InlineData("""{"cron": "0 9 1-31 * 1"}""", "0 0 9 * * ?")]
    [InlineData("""{"cron": "@weekly"}""", "0 0 0 ? * SUN")]
    [InlineData("""{"cron": "0 0 9 ? * 2"}""", "0 0 9 ? * MON")]
    public void Of_Settings_IsWhatQuartzWouldBeTold(string settings, params string[] expressions) => Assert.Equal(expressions, Of(settings).Expressions);

    [Theory]
    [InlineData("", "Europe/Paris")]
    [InlineData("\"time_zone\": \"Australia/Lord_Howe\",", "Australia/Lord_Howe")]
    public void Of_TimeZone_IsTheDefinitionsOrParis(string member, string zone) => Assert.Equal(zone, Of("""{"schedule": "daily"}""", member).TimeZone.Id);

    [Fact]
    public void Of_OtherTrigger_Throws()
    {
        var workflow = Compiler.Compile("""{"name": "N", "trigger_type": "deal_created", "actions": [{"type": "add_tag", "config": {"tag": "t"}}]}""").Workflow;
        Assert.Throws<ArgumentException>(() => Schedule.Of(workflow!));
    }

    private static Schedule Of(string settings, string member = "")
    {
        var result = Compiler.Compile(
            $$"""{"name": "N", {{member}} "trigger_type": "scheduled", "trigger_config": {{settings}}, "actions": [{"type": "create_task", "config": {"title": "T"} }] }""");
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        return Schedule.Of(result.Workflow);
    }
}
