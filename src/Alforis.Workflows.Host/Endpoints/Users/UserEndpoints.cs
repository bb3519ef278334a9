using Alforis.Crm.Data.Accounts;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;

namespace Alforis.Workflows.Host.Endpoints.Users;

/// <summary><c>/api/v1/users</c> and <c>/api/v1/roles</c>.</summary>
internal static class UserEndpoints
{
    private const string Id = "/{id:long:min(1)}";

    public static void MapUsers(this RouteGroupBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("users");
        users.MapGet("/", ListAsync).RequirePermission("users", "read").WithName("list_users").WithSummary("The users.").Produces<Page<UserAnswer>>()
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403);
        users.MapPost("/", CreateAsync).RequirePermission("users", "create").WithName("create_user").WithSummary("Make a user.")
            .Produces<UserAnswer>(201).ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(409);
        users.MapGet(Id, GetAsync).RequirePermission("users", "read").WithName("get_user").WithSummary("A user.").Produces<UserAnswer>()
            .ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
        users.MapPatch(Id, ChangeAsync).RequirePermission("users", "update").WithName("change_user").WithSummary("Change a user's address, name, language or time zone.")
            .Produces<UserAnswer>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412);
        users.MapDelete(Id, DisableAsync).RequirePermission("users", "delete").WithName("disable_user").WithSummary("Disable a user. All of their sessions end, and workflows that they activated are suspended.")
            .WithDescription("Nothing is erased: what they did keeps their name.").Produces(204).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        users.MapPost(Id + "/enable", EnableAsync).RequirePermission("users", "delete").WithName("enable_user").WithSummary("Let a disabled user sign in again.")
            .Produces(204).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
        users.MapPut(Id + "/roles", RolesAsync).RequirePermission("roles", "assign").WithName("set_roles").WithSummary("Give a user these roles and no others. All of their sessions end.")
            .Produces<UserAnswer>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412);
        users.MapUserSignIn();
        api.MapGet("/roles", ListRolesAsync).RequirePermission("roles", "read").WithTags("users").WithName("list_roles").WithSummary("The roles, and what they allow.")
            .Produces<IReadOnlyList<RoleAnswer>>().ProducesProblem(401).ProducesProblem(403);
    }

    private static async Task<IResult> ListAsync([AsParameters] UsersQuery query, HttpContext http, UserListQuery users, CancellationToken ct)
    {
        var request = query.ToRequest();
        var (total, found) = await users.ListAsync(request, ct);
        var reader = http.SignedIn();
        return Results.Json(new Page<UserAnswer> { Total = total, Skip = request.Skip, Limit = request.Limit, Items = [.. found.Select(u => UserAnswer.Of(u, reader))] });
    }

    private static async Task<IResult> GetAsync(long id, HttpContext http, UserQuery users, CancellationToken ct)
    {
        if (await users.FindAsync(id, ct) is not { } user) return Problem.NotFound($"The user {id}");
        http.Response.Headers.ETag = Tag(user);
        return Results.Json(UserAnswer.Of(user, http.SignedIn()));
    }

    private static async Task<IResult> CreateAsync(NewUserRequest request, HttpContext http, UserCreation creation, UserQuery users, Passwords passwords, CancellationToken ct)
    {
        var roles = request.Roles.Distinct(StringComparer.Ordinal).ToList();
        if (roles.Count > 0 && !http.SignedIn().Permissions.Contains("roles:assign")) return Problem.Forbidden("roles:assign");
        if (request.Password is { } password && PasswordRules.Problem(password, request.Email) is { } problem)
            return Problem.BadRequest(WeakPassword.At("/password", problem));
        var user = new NewUser(request.Email, request.Password is { } text ? passwords.Hash(text) : null, roles)
        {
            FirstName = request.FirstName.Trim(), LastName = request.LastName.Trim(), Language = request.Language, TimeZone = request.TimeZone,
        };
        var (outcome, id) = await creation.CreateAsync(user, http.Actor(), ct);
        if (outcome != AccountOutcome.Done) return UserOutcomes.Refusal(outcome, id);
        var made = (await users.FindAsync(id, ct))!;
        http.Response.Headers.ETag = Tag(made);
        http.Response.Headers.Location = FormattableString.Invariant($"/api/v1/users/{id}");
        return Results.Json(UserAnswer.Of(made, http.SignedIn()), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ChangeAsync(long id, UserRequest request, HttpContext http, UserChange change, UserQuery users, CancellationToken ct)
    {
        var patch = new UserPatch
        {
            Email = request.Email, FirstName = request.FirstName?.Trim(), LastName = request.LastName?.Trim(), Language = request.Language, TimeZone = request.TimeZone,
        };
        string? etag = null;
        return await AnswerAsync(id, await change.ApplyAsync(id, patch, u => EntityTag.Allows(http.Request, etag = Tag(u)), http.Actor(), ct), etag, http, users, ct);
    }

    private static async Task<IResult> RolesAsync(long id, RolesRequest request, HttpContext http, UserRoleChange change, UserQuery users, CancellationToken ct)
    {
        string? etag = null;
        var roles = request.Roles.ToHashSet(StringComparer.Ordinal);
        return await AnswerAsync(id, await change.SetAsync(id, roles, u => EntityTag.Allows(http.Request, etag = Tag(u)), http.Actor(), ct), etag, http, users, ct);
    }

    private static async Task<IResult> DisableAsync(long id, HttpContext http, UserActivation activation, CancellationToken ct) =>
        await activation.SetAsync(id, isActive: false, http.Actor(), ct) is var outcome and not AccountOutcome.Done ? UserOutcomes.Refusal(outcome, id) : Results.NoContent();

    private static async Task<IResult> EnableAsync(long id, HttpContext http, UserActivation activation, CancellationToken ct) =>
        await activation.SetAsync(id, isActive: true, http.Actor(), ct) is var outcome and not AccountOutcome.Done ? UserOutcomes.Refusal(outcome, id) : Results.NoContent();

    private static async Task<IResult> ListRolesAsync(RoleListQuery roles, CancellationToken ct) =>
        Results.Json((await roles.ListAsync(ct)).Select(r => new RoleAnswer(r.Name, r.Description, r.Permissions, r.Users)).ToArray());

    private static Task<IResult> AnswerAsync(long id, AccountOutcome outcome, string? etag, HttpContext http, UserQuery users, CancellationToken ct) =>
        outcome == AccountOutcome.Done ? GetAsync(id, http, users, ct) : Task.FromResult(UserOutcomes.Refusal(outcome, id, etag));

    private static string Tag(UserAccount user) => EntityTag.Of(user.Id, user.UpdatedAt.UtcTicks / TimeSpan.TicksPerMicrosecond);
}
