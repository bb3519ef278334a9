using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Execution;

namespace EmbeddedAspNetCore;

/// <summary><c>/tickets</c>: an event comes in, and the answer says what fired and why.</summary>
internal static class TicketEndpoints
{
    public static void MapTickets(this IEndpointRouteBuilder app)
    {
        app.MapPost("/tickets", async (NewTicket ticket, WorkflowEngine<TicketOpened> engine, CancellationToken ct) =>
        {
            if (!Enum.TryParse<Priority>(ticket.Priority, ignoreCase: true, out var priority)) return Results.BadRequest($"No priority '{ticket.Priority}'.");
            var opened = new TicketOpened(new Ticket(ticket.Id, ticket.Subject, priority, ticket.Customer));
            var executions = await engine.ProcessAsync("ticket_opened", opened, eventId: ticket.Id, ct);
            return Results.Ok(new
            {
                Executions = executions.Select(e => new
                {
                    e.Id,
                    Status = e.Status.ToString(),
                    Actions = e.Actions.Select(a => new { a.Id, Status = a.Status.ToString(), a.Error, a.Value }),
                }),
                Why = engine.Explain("ticket_opened", opened).Select(e => new
                {
                    Workflow = e.Entry.Id,
                    Explanation = JsonNode.Parse(e.Explanation.ToJson()),
                }),
            });
        });

        app.MapGet("/inbox", (Inbox inbox) => inbox.Messages.Values.Order(StringComparer.Ordinal));
    }
}

/// <summary>A ticket as it is posted.</summary>
internal sealed record NewTicket(string Id, string Subject, string Priority, string? Customer);
