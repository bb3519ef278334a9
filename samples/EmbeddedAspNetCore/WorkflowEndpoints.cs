using System.Text.Json;
using Alforis.Workflows.Engine.Execution;

namespace EmbeddedAspNetCore;

/// <summary><c>/workflows</c>: what is in force, and how to change it.</summary>
internal static class WorkflowEndpoints
{
    public static void MapWorkflows(this IEndpointRouteBuilder app)
    {
        app.MapGet("/workflows", (WorkflowEngine<TicketOpened> engine) =>
            engine.Workflows.Entries.Select(e => new { e.Id, e.Version, e.Workflow.Definition.Name }));

        // A definition with mistakes is refused with all of them, each with its place in the text and a cure.
        app.MapPut("/workflows/{id:long}", (long id, JsonElement definition, WorkflowEngine<TicketOpened> engine) =>
        {
            var version = (engine.Workflows.Entries.FirstOrDefault(e => e.Id == id)?.Version ?? 0) + 1;
            var loaded = engine.Put(new WorkflowSource(id, version, definition.GetRawText()));
            return loaded.Succeeded
                ? Results.Ok(new { loaded.Id, loaded.Version, loaded.IsActive })
                : Results.UnprocessableEntity(loaded.Diagnostics.Select(d => new { d.Code, d.Pointer, d.Line, d.Column, d.Message, d.Suggestion }));
        });

        app.MapDelete("/workflows/{id:long}", (long id, WorkflowEngine<TicketOpened> engine) =>
            engine.Remove(id) ? Results.NoContent() : Results.NotFound());
    }
}
