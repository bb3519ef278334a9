namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>The accounts notice whatever does not add up: else the crash tests would prove nothing.</summary>
public sealed class LedgerTests
{
    private const string OneKey = "5f0f8d2e-0000-4000-8000-000000000001";
    private const string TwoKey = "5f0f8d2e-0000-4000-8000-000000000002";

    /// <summary>A change of deal 7, which calls two webhooks, and one of organisation 3, which is counted.</summary>
    private static readonly LedgerRows Tidy = new()
    {
        Events =
        [
            new(1, ["deal_updated"], "deal", 7, ["montant"], 100),
            new(2, ["organisation_updated"], "organisation", 3, ["aum"], 101),
        ],
        Executions = [Twice(11, 1), Count(12, 2)],
        Tasks = [new(12, "count counted 101")],
        Attempts = [new(21, 11, 1, "retried"), new(21, 11, 2, "success"), new(22, 11, 1, "success")],
        Sums = new Dictionary<long, long> { [3] = 1, [4] = 0 },
        Counted = new Dictionary<string, long> { ["twice"] = 1, ["count"] = 1 },
    };

    private static readonly Arrival[] Arrivals =
    [
        new(1, "twice", "one", 100, OneKey, 503), new(2, "twice", "one", 100, OneKey, 200), new(3, "twice", "two", 100, TwoKey, 200),
    ];

    [Fact]
    public void Examine_AllIsRight_FindsNothing() => Assert.Empty(Ledger.Examine(Tidy, Arrivals, [100, 101], [102]));

    public static TheoryData<string, string> Damages => new()
    {
        { "an event is missing", "number 103 was committed and has no event" },
        { "a rolled back change has an event", "number 101 was rolled back and has event 2" },
        { "a change has two events", "number 100 has 2 events" },
        { "an execution is missing", "event 2 (organisation_updated of organisation 3, number 101) has 0 executions of 'count' instead of 1" },
        { "an execution is there twice", "has 2 executions of 'count' instead of 1: 12, 13" },
        { "an execution too much", "has 1 executions of 'count' instead of 0: 14" },
        { "an execution failed", "execution 12 of 'count' is failed: reason" },
        { "an execution of no event", "execution 15 of 'count' is for event 99, which is not in the log" },
        { "a count is wrong", "'count' has 1 executions, and 2 are counted" },
        { "a task is missing", "task 'count counted 101' of execution 12 is there 0 times" },
        { "a task is there twice", "task 'count counted 101' of execution 12 is there 2 times" },
        { "a task of another", "execution 11 made the task 'count counted 100', which is not its own" },
        { "a task of nobody", "task 'count counted 101' is of execution 77, which is not in the history" },
        { "a sum is wrong", "organisation 3 was raised 2 times instead of 1" },
        { "a call is missing", "call 'two' of execution 11 (number 100) never arrived" },
        { "a call has two keys", "call 'one' of execution 11 arrived with several keys" },
        { "a call has another key", "call 'two' of execution 11 arrived with key x, the history has " + TwoKey },
        { "a call was never answered", "call 'two' of execution 11 counts as done, and was never answered with 200" },
        { "a call of nobody", "call (twice, two, 555) arrived 1 times, and nothing asked for it" },
        { "the order is wrong", "call 'two' of execution 11 arrived before call 'one' of execution 11, for entity 7" },
        { "a step ended well twice", "step 21 of execution 11 ended well 2 times" },
        { "an attempt is missing", "step 21 of execution 11 has the attempts 2 in the journal" },
        { "a call without an attempt", "step 22 of execution 11 arrived 2 times, and the journal has 1 attempts" },
        { "a step is missing", "execution 11 of 'twice' has 1 steps in the journal instead of 2" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void Examine_SomethingIsWrong_SaysWhat(string damage, string problem)
    {
        var (rows, arrivals, committed, undone) = Damage(damage);

        Assert.Contains(Ledger.Examine(rows, arrivals, committed, undone), p => p.Contains(problem, StringComparison.Ordinal));
    }

    private static (LedgerRows, Arrival[], long[] Committed, long[] Undone) Damage(string damage)
    {
        LedgerRows With(LoggedExecution more) => Tidy with { Executions = [.. Tidy.Executions, more] };
        LedgerRows Tasks(params MadeTask[] tasks) => Tidy with { Tasks = tasks };
        LedgerRows Attempts(params Attempt[] attempts) => Tidy with { Attempts = attempts };
        var task = Tidy.Tasks[0];
        var (retried, one, two) = (Tidy.Attempts[0], Tidy.Attempts[1], Tidy.Attempts[2]);
        return damage switch
        {
            "an event is missing" => (Tidy, Arrivals, [103], []),
            "a rolled back change has an event" => (Tidy, Arrivals, [], [101]),
            "a change has two events" => (Tidy with { Events = [.. Tidy.Events, Tidy.Events[0] with { Id = 3 }] }, Arrivals, [], []),
            "an execution is missing" => (Tidy with { Executions = [Tidy.Executions[0]] }, Arrivals, [], []),
            "an execution is there twice" => (With(Count(13, 2)), Arrivals, [], []),
            "an execution too much" => (With(Count(14, 1)), Arrivals, [], []),
            "an execution failed" => (Tidy with { Executions = [Tidy.Executions[0], Tidy.Executions[1] with { Status = "failed", Error = "reason" }] }, Arrivals, [], []),
            "an execution of no event" => (With(Count(15, 99)), Arrivals, [], []),
            "a count is wrong" => (Tidy with { Counted = new Dictionary<string, long> { ["twice"] = 1, ["count"] = 2 } }, Arrivals, [], []),
            "a task is missing" => (Tasks(), Arrivals, [], []),
            "a task is there twice" => (Tasks(task, task), Arrivals, [], []),
            "a task of another" => (Tasks(task, new(11, "count counted 100")), Arrivals, [], []),
            "a task of nobody" => (Tasks(task, task with { ExecutionId = 77 }), Arrivals, [], []),
            "a sum is wrong" => (Tidy with { Sums = new Dictionary<long, long> { [3] = 2 } }, Arrivals, [], []),
            "a call is missing" => (Tidy, Arrivals[..2], [], []),
            "a call has two keys" => (Tidy, [.. Arrivals, Arrivals[0] with { Key = "x" }], [], []),
            "a call has another key" => (Tidy, [.. Arrivals[..2], Arrivals[2] with { Key = "x" }], [], []),
            "a call was never answered" => (Tidy, [.. Arrivals[..2], Arrivals[2] with { Answer = 503 }], [], []),
            "a call of nobody" => (Tidy, [.. Arrivals, new(4, "twice", "two", 555, "x", 200)], [], []),
            "the order is wrong" => (Tidy, [.. Arrivals[..2], Arrivals[2] with { Place = 0 }], [], []),
            "a step ended well twice" => (Attempts(retried with { Outcome = "success" }, one, two), Arrivals, [], []),
            "an attempt is missing" => (Attempts(one, two), Arrivals, [], []),
            "a call without an attempt" => (Tidy, [.. Arrivals, Arrivals[2] with { Place = 4 }], [], []),
            "a step is missing" => (Attempts(retried, one), Arrivals, [], []),
            _ => throw new ArgumentOutOfRangeException(nameof(damage), damage, "There is no such damage."),
        };
    }

    private static LoggedExecution Twice(long id, long eventId) => new(
        id, "twice", eventId, 7, "success", null, $$"""[{"id": "one", "idempotency_key": "{{OneKey}}"}, {"id": "two", "idempotency_key": "{{TwoKey}}"}]""");

    private static LoggedExecution Count(long id, long eventId) => new(id, "count", eventId, 3, "success", null, "[]");
}
