using Alforis.Crm.Data.Tasks;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;

namespace Alforis.Workflows.Host.Endpoints.Tasks;

/// <summary><c>/api/v1/tasks</c>.</summary>
internal static class TaskEndpoints
{
    private const string Resource = "tasks";
    private const string Path = "/api/v1/tasks/";

    public static void MapTasks(this RouteGroupBuilder api)
    {
        var tasks = api.MapGroup("/tasks").WithTags(Resource);
        tasks.MapGet("", ListAsync).RequirePermission(Resource, "read").WithName("list_tasks").WithSummary("Lists tasks.")
            .Produces<Page<TaskDetail>>().Problems(400);
        tasks.MapGet("/overdue", OverdueAsync).RequirePermission(Resource, "read").WithName("list_overdue_tasks").WithSummary("Lists the open tasks whose day is past, in Paris.")
            .Produces<Page<TaskDetail>>().Problems(400);
        tasks.MapGet("/{id:long}", GetAsync).RequirePermission(Resource, "read").WithName("get_task").WithSummary("One task. The header ETag is what a change sends as If-Match.")
            .Produces<TaskDetail>().Problems(404);
        tasks.MapPost("", CreateAsync).RequirePermission(Resource, "create").WithName("create_task").WithSummary("Makes a task.")
            .Produces<TaskDetail>(201).Problems(400);
        tasks.MapPatch("/{id:long}", UpdateAsync).RequirePermission(Resource, "update").WithName("update_task")
            .WithSummary("Changes a task: members that are not sent stay as they are. With If-Match, only the version that was read.")
            .Produces<TaskDetail>().Problems(400, 404, 412);
        tasks.MapPut("/{id:long}", UpdateAsync).RequirePermission(Resource, "update").WithName("put_task").WithSummary("The same as PATCH: members that are not sent stay as they are.")
            .Produces<TaskDetail>().Problems(400, 404, 412);
        tasks.MapDelete("/{id:long}", DeleteAsync).RequirePermission(Resource, "delete").WithName("delete_task").WithSummary("Deletes a task, for good.")
            .Produces(204).Problems(404, 412);
    }

    private static async Task<IResult> ListAsync([AsParameters] TaskListRequest request, HttpContext http, TaskQuery query, CancellationToken ct)
    {
        var filter = request.Filter(http);
        return await AnswerAsync(filter, request, http, query, ct);
    }

    private static async Task<IResult> AnswerAsync(TaskFilter filter, TaskListRequest request, HttpContext http, TaskQuery query, CancellationToken ct)
    {
        var page = await query.ReadAsync(filter, request.Part(), ct);
        return Results.Json(request.Answer(page with { Items = [.. page.Items.Select(t => Shown(t, http))] }));
    }

    /// <summary>What a task is about is named to who may read that; all others see its number.</summary>
    private static TaskDetail Shown(TaskDetail task, HttpContext http) => task with
    {
        OrganisationNom = http.Can("organisations", "read") ? task.OrganisationNom : null,
        DealNom = http.Can("deals", "read") ? task.DealNom : null,
    };

    private static async Task<IResult> GetAsync(long id, HttpContext http, TaskQuery query, CancellationToken ct) =>
        await query.FindAsync(id, ct) is { } found ? RowAnswers.WithTag(http, Shown(found, http), found.Version) : Problem.NotFound(Name(id));

    private static async Task<IResult> CreateAsync(TaskCreation request, HttpContext http, TaskWriting writing, TaskQuery query, CancellationToken ct)
    {
        var made = await writing.CreateAsync(RequestJson.Of(request), http.Actor(), http.Can(Resource, "assign"), ct);
        if (RowAnswers.Failure(made, "", Resource) is { } failure) return failure;
        return await query.FindAsync(made.Id, ct) is { } found ? RowAnswers.Created(http, Path + made.Id, Shown(found, http), found.Version) : Problem.NotFound(Name(made.Id));
    }

    private static async Task<IResult> UpdateAsync(long id, TaskChange request, HttpContext http, TaskWriting writing, TaskQuery query, CancellationToken ct)
    {
        var changed = await writing.UpdateAsync(id, request.Given(), RowAnswers.Expected(http.Request), http.Actor(), http.Can(Resource, "assign"), ct);
        return RowAnswers.Failure(changed, Name(id), Resource) ?? await GetAsync(id, http, query, ct);
    }

    private static async Task<IResult> DeleteAsync(long id, HttpContext http, TaskWriting writing, CancellationToken ct)
    {
        var deleted = await writing.DeleteAsync(id, RowAnswers.Expected(http.Request), http.Actor(), ct);
        return RowAnswers.Failure(deleted, Name(id), Resource) ?? Results.NoContent();
    }

    private static async Task<IResult> OverdueAsync([AsParameters] TaskListRequest request, HttpContext http, TaskQuery query, CancellationToken ct) =>
        await AnswerAsync(request.Filter(http) with { IsOverdue = true }, request, http, query, ct);

    private static string Name(long id) => FormattableString.Invariant($"The task {id}");
}
