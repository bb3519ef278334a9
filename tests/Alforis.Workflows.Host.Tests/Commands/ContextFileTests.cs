using System.Text;
using System.Text.Json;
using Alforis.Crm.Data.Contexts;

namespace Alforis.Workflows.Host.Tests.Commands;

public sealed class ContextFileTests
{
    [Theory]
    [InlineData("""{"trigger":{"type":"deal_created"},"deal":{"montantt":3}}""", "WF2202 /deal/montantt: There is no member 'montantt' here.")]
    [InlineData("""{"trigger":{"type":"deal_created"},"deal":{"montant":"3"}}""", "WF2203 /deal/montant: This must be a number, not \"3\".")]
    [InlineData("""{"trigger":{"type":"deal_created"},"deal":{"stage":"signed"}}""", "WF2203 /deal/stage: \"signed\" is not one of the values. Allowed are: prospect")]
    [InlineData("""{"trigger":{"type":"deal_created"},"deal":{"tags":["a",1]}}""", "WF2203 /deal/tags/1: This must be a string, not 1.")]
    [InlineData("""{"trigger":{"type":"deal_created"},"deal":{"organisation":{"nom":null}}}""", "WF2203 /deal/organisation/nom: This must be a string, not null.")]
    [InlineData("""{"trigger":{"type":"deal_created"},"deal":{"manager":{"id":1}}}""", "WF2203 /deal/manager: Missing here: 'email'.")]
    [InlineData("""{"trigger":{"type":"deal_created"},"deal":{"created_at":"2026-03-02T09:15:00"}}""", "WF2203 /deal/created_at: This must be a moment with its offset")]
    [InlineData("""{"trigger":{"type":"deal_creatd"},"deal":{}}""", "WF2203 /trigger/type: There is no trigger 'deal_creatd'.")]
    [InlineData("""{"trigger":{},"deal":{}}""", "WF2203 /trigger: Missing here: 'type'.")]
    [InlineData("""{"deal":{}}""", "WF2203: Missing here: 'trigger'.")]
    [InlineData("""{"trigger":{"type":"deal_created"}}""", "WF2204: 'deal_created' happens to an entity. Add \"deal\"")]
    [InlineData("""{"trigger":{"type":"deal_created"},"organisation":{}}""", "WF2204 /organisation: 'deal_created' does not happen to an organisation.")]
    [InlineData("""{"trigger":{"type":"deal_created"},"deal":{},"organisation":{}}""", "WF2204 /organisation: A deal and an organisation cannot both")]
    [InlineData("""{"trigger":{"type":"deal_created"},"deal":{},"previous":{"montant":1}}""", "WF2204 /previous: 'deal_created' is no change")]
    [InlineData("""{"trigger":{"type":"deal_created"},"deal":{},"webhook":{}}""", "WF2204 /webhook: 'deal_created' has no payload.")]
    [InlineData("""{"trigger":{"type":"webhook_received"}}""", "WF2204: 'webhook_received' needs its payload.")]
    [InlineData("""{"trigger":{"type":"deal_stage_changed"},"deal":{"stage":"signe"}}""", "WF2204 /trigger/type: The stage has not changed.")]
    [InlineData("""{"trigger":{"type":"deal_updated"},"deal":{"montant":3},"previous":{"montant":3.0}}""", "WF2204 /previous/montant: 'montant' still has this value.")]
    [InlineData("""{"trigger":{"type":"deal_updated"},"deal":{},"previous":{"organisation":{}}}""", "WF2202 /previous/organisation: 'organisation' is no column")]
    [InlineData("""{"trigger":{"type":"deal_updated"},"deal":{},"previous":{"montant":"x"}}""", "WF2203 /previous/montant: This must be a number")]
    [InlineData("""{"trigger":{"type":"deal_updated"},"deal":{},"previous":[]}""", "WF2203 /previous: This must be an object")]
    [InlineData("""{"trigger":{"type":"deal_created"},"deal":{"id":1,"id":2}}""", "WF2201 /deal/id: The member 'id' stands twice in this object.")]
    [InlineData("""{"trigger":{"type":"webhook_received"},"webhook":[{},{"a/b":1,"a\u002fb":2}]}""", "WF2201 /webhook/1/a~1b: The member 'a/b' stands twice")]
    [InlineData("""{"trigger":{"type":"deal_created"},"deal":{"nom":"a\u0000b"}}""", "WF2203 /deal/nom: NUL characters cannot be stored.")]
    [InlineData("""{"trigger":{"type":"webhook_received"},"webhook":{"a":[0,{"\u0000":1}]}}""", "WF2203 /webhook/a/1/\\u0000: NUL characters cannot be stored.")]
    [InlineData("""{"trigger":{"type":"webhook_received"},"webhook":["\ud800"]}""", "WF2201 /webhook/0: This string is not valid Unicode text.")]
    [InlineData("""{"trigger":{"type":"deal_created"},"deal":{"tags":["a",null]}}""", "WF2203 /deal/tags/1: This must be a string, not null.")]
    [InlineData("""{"trigger":{"type":"deal_created"},"deal":{"id":null}}""", "WF2203 /deal/id: This must be a whole number, not null.")]
    [InlineData("""{"trigger":{"type":"deal_created"},"deal":{"]":1}}""", "WF2202 /deal/]: There is no member ']' here.")]
    [InlineData("""{"trigger":{"type":"deal_created"},"']":1}""", "WF2202 /']: There is no member '']' here.")]
    [InlineData("""{"trigger":{"type":"deal_updated"},"deal":{},"previous":{"a/b":1}}""", "WF2202 /previous/a~1b: 'a/b' is no column")]
    [InlineData("""{"trigger":""", "WF2201: This is not JSON")]
    [InlineData("null", "WF2203: A context is an object, not null.")]
    [InlineData("[]", "WF2203: This must be an object, not a list.")]
    public async Task Run_WrongContext_SaysWhatAndWhere(string context, string said)
    {
        var console = new TestConsole { Input = context };

        var exitCode = await console.RunAsync("run", SampleFiles.Workflow("alerte-manager-gros-deal"), "--context", "-");

        Assert.Equal(1, exitCode);
        Assert.Contains(" error " + said, console.Error, StringComparison.Ordinal);
        Assert.Empty(console.Output);
    }

    [Fact]
    public void Read_OddMemberNames_AreAlwaysReportedAtTheirPlace()
    {
        const string alphabet = "][}{'\".$~/\\ 0aé\u00a0€\U0001F600*@#";
        var random = new Random(20260301);
        for (var i = 0; i < 300; i++)
        {
            var name = string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => alphabet.EnumerateRunes().ElementAt(random.Next(alphabet.EnumerateRunes().Count()))));
            var member = JsonSerializer.Serialize(name) + ":1";
            var place = random.Next(4);
            var (context, pointer) = place switch
            {
                0 => ("""{"trigger":{"type":"deal_created"},""" + member + "}", ""),
                1 => ("""{"trigger":{"type":"deal_created"},"deal":{""" + member + "}}", "/deal"),
                2 => ("""{"trigger":{"type":"deal_created"},"deal":{"organisation":{""" + member + "}}}", "/deal/organisation"),
                _ => ("""{"trigger":{"type":"deal_updated"},"deal":{},"previous":{""" + member + "}}", "/previous"),
            };

            var diagnostic = Assert.Single(ContextFile.Read(Encoding.UTF8.GetBytes(context), TimeProvider.System).Diagnostics);

            Assert.Equal(
                ("WF2202", pointer + "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)),
                (diagnostic.Code, diagnostic.Pointer));
        }
    }

    [Fact]
    public void Read_AMemberTwice_PointsAtTheSecond()
    {
        var read = ContextFile.Read("{\n  \"now\": null,\n  \"now\": null}"u8.ToArray(), TimeProvider.System);

        var diagnostic = Assert.Single(read.Diagnostics);
        Assert.Equal((3, 3, "/now"), (diagnostic.Line, diagnostic.Column, diagnostic.Pointer));
    }

    [Fact]
    public async Task Run_WrongContext_PointsAtLineAndColumn()
    {
        var console = new TestConsole { Input = "{\n  \"trigger\": {\"type\": \"deal_created\"},\n  \"deal\": {\"nom\": \"É\", \"montant\": true}\n}" };

        await console.RunAsync("run", SampleFiles.Workflow("alerte-manager-gros-deal"), "--context", "-");

        Assert.StartsWith("-:3:35: error WF2203 /deal/montant", console.Error, StringComparison.Ordinal);
    }
}
