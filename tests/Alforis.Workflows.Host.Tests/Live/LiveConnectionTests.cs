using System.Collections.Frozen;
using System.Security.Claims;
using Alforis.Crm.Data.Accounts;
using Alforis.Workflows.Host.Live;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;

namespace Alforis.Workflows.Host.Tests.Live;

public sealed class LiveConnectionTests
{
    private readonly SetClock clock = new();

    /// <summary>Else one page that reads nothing would keep news from all others.</summary>
    [Fact]
    public async Task Tell_AClientThatDoesNotRead_WaitsForNobodyAndKeepsTheOrder()
    {
        var caller = new Caller("1");
        var connection = new LiveConnection(caller, User(7), clock);
        var reads = new TaskCompletionSource();
        var told = new List<int>();

        await connection.TellAsync(() => reads.Task);
        await connection.TellAsync(() => Note(told, 1));
        await connection.TellAsync(() => Note(told, 2));

        Assert.Empty(told);
        reads.SetResult();
        await Eventually.TrueAsync(() => Task.FromResult(told.Count == 2), () => "It was not told.");
        Assert.Equal([1, 2], told);
        Assert.False(caller.IsAborted);
    }

    [Fact]
    public async Task Tell_AClientThatIsBehindForTooLong_CutsItOff()
    {
        var caller = new Caller("1");
        var connection = new LiveConnection(caller, User(7), clock);
        var told = new List<int>();

        await connection.TellAsync(() => new TaskCompletionSource().Task);
        clock.Now += 6;
        await connection.TellAsync(() => Note(told, 1));

        Assert.True(caller.IsAborted);
        Assert.Empty(told);
    }

    [Fact]
    public void Add_ManyOfOneUserAtOnce_TakesTwenty()
    {
        var connections = new LiveConnections();

        Parallel.For(0, 500, i => connections.Add(new LiveConnection(new Caller($"{i}"), User(7), clock)));

        Assert.Equal(20, connections.All.Count);
        Assert.True(connections.Add(new LiveConnection(new Caller("other"), User(8), clock)));
    }

    [Fact]
    public void Get_OfAConnectionThatIsBeingClosed_SaysSo() =>
        Assert.Contains("session has ended", Assert.Throws<HubException>(() => new LiveConnections().Get("1")).Message, StringComparison.Ordinal);

    private static Task Note(List<int> told, int number)
    {
        told.Add(number);
        return Task.CompletedTask;
    }

    private static SignedInUser User(long id) => new()
    {
        Id = id, SessionId = 1, Kind = SessionKind.Bearer, Email = "a@test.example", Name = "", Language = "fr", TimeZone = "Europe/Paris", Roles = [], Permissions = FrozenSet<string>.Empty,
    };

    /// <summary>Counts in seconds, when a test says so.</summary>
    private sealed class SetClock : TimeProvider
    {
        public long Now { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Now;
    }

    private sealed class Caller(string id) : HubCallerContext
    {
        public bool IsAborted { get; private set; }

        public override string ConnectionId => id;

        public override string? UserIdentifier => null;

        public override ClaimsPrincipal? User => null;

        public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override CancellationToken ConnectionAborted => CancellationToken.None;

        public override void Abort() => IsAborted = true;
    }
}
