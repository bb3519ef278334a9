using System.Globalization;
using System.Text.Json.Nodes;
using Alforis.Workflows.Host.Api;
using Microsoft.OpenApi;

namespace Alforis.Workflows.Host.OpenApi;

/// <summary>The answers that say what is wrong: one schema, and one component for each status with an example.</summary>
internal static class ProblemAnswers
{
    private const string Schema = "Problem";
    private const string Error = "ProblemError";

    private static readonly Dictionary<int, (string Description, string Detail, JsonObject? Error)> Known = new()
    {
        [400] = ("The request is not as it should be; `errors` says what, and where.", "", new JsonObject
        {
            ["code"] = "invalid_value", ["reason"] = "max_length", ["arguments"] = new JsonObject { ["max"] = "320" }, ["pointer"] = "/email", ["message"] = "The field Email must be a string or array type with a maximum length of '320'.",
        }),
        [401] = ("Nobody is signed in, or the token is unknown, expired or revoked.", "Sign in with POST /api/v1/auth/login, and send the token in the header 'Authorization: Bearer …'.", null),
        [403] = ("Whoever is signed in may not do this.", "It needs the permission 'workflows:create'. An administrator can give a role that has it.", null),
        [404] = ("It does not exist, or was deleted.", "The workflow 12 does not exist, or was deleted.", null),
        [408] = ("The body came too slowly.", "The whole body must arrive within 10 s. Send it again.", null),
        [409] = ("It cannot be done as things stand.", "There is one of this name already.", null),
        [412] = ("It has been changed since it was read (`If-Match`).", "It is now \"12-4\". Read it again, and send the change with the header 'If-Match' that the answer gave.", null),
        [413] = ("The body is too large.", "At most 1024 KiB are read.", null),
        [415] = ("The body is no JSON in UTF-8, or is compressed.", "Send the header 'Content-Type: application/json', and UTF-8.", null),
        [422] = ("It is JSON as it should be, but means nothing that could be stored; `errors` has every diagnostic.", "", new JsonObject
        {
            ["code"] = "WF1203", ["pointer"] = "/conditions/rules/0/field", ["message"] = "There is no field 'organisation.stage'.", ["suggestion"] = "Did you mean 'organisation.pipeline_stage'?",
            ["line"] = 4, ["column"] = 30, ["severity"] = "error",
        }),
        [429] = ("There are too many requests; `Retry-After` says when to try again.", "Try again in 12 s.", null),
        [502] = ("Another server did not answer as it should.", "The connection was refused.", null),
        [503] = ("The database cannot be reached; `Retry-After` says when to try again.", "Try again later.", null),
    };

    /// <summary>What the component of a status is called.</summary>
    public static string NameOf(int status) => string.Create(CultureInfo.InvariantCulture, $"Problem{status}");

    /// <summary>Whether there is a component for a status.</summary>
    public static bool Has(int status) => Known.ContainsKey(status);

    public static void AddTo(OpenApiComponents components)
    {
        components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        components.Responses ??= new Dictionary<string, IOpenApiResponse>(StringComparer.Ordinal);
        components.Schemas.Remove("ProblemDetails");
        components.Schemas[Error] = ErrorSchema();
        components.Schemas[Schema] = ProblemSchema();
        foreach (var status in Known.Keys) components.Responses[NameOf(status)] = Response(status);
    }

    private static OpenApiResponse Response(int status) => new()
    {
        Description = Known[status].Description,
        Headers = status is 429 or 503 ? new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal) { ["Retry-After"] = RetryAfter() } : null,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [Problem.ContentType] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(Schema), Example = Example(status) },
        },
    };

    private static OpenApiHeader RetryAfter() => new() { Description = "Seconds to wait.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" } };

    private static JsonObject Example(int status)
    {
        var (description, detail, error) = Known[status];
        var example = new JsonObject { ["title"] = description.Split(';', '(', ',')[0].TrimEnd('.', ' ') + ".", ["status"] = status };
        if (detail.Length > 0) example["detail"] = detail;
        if (error is not null) example["errors"] = new JsonArray(error.DeepClone());
        example["request_id"] = "0f8b7d1c2a3e4f50";
        return example;
    }

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "What is wrong, as problem details (RFC 9457).",
        Required = new HashSet<string>(["title", "status"], StringComparer.Ordinal),
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["type"] = Text("A page about the status."),
            ["title"] = Text("What is wrong, in one sentence."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "400", Maximum = "599", Description = "The status of the answer." },
            ["detail"] = Text("More of it, and what to do."),
            ["instance"] = Text("The address that was asked."),
            ["code"] = Text("What is wrong, for programs; a code keeps its meaning for good."),
            ["arguments"] = Arguments(),
            ["errors"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchemaReference(Error), Description = "Every single thing that is wrong." },
            ["request_id"] = Text("The number of the request, which the logs and the audit trail have as well."),
        },
    };

    private static OpenApiSchema ErrorSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "One of the things that are wrong.",
        Required = new HashSet<string>(["code", "pointer", "message"], StringComparer.Ordinal),
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["code"] = Text("What kind of mistake, for programs."),
            ["pointer"] = Text("Where in the body, as a JSON pointer; a parameter of the query as `?name`. Empty for the request as a whole."),
            ["message"] = Text("What is wrong, for people."),
            ["reason"] = Text("Which rule the value breaks, for programs, where it has a name."),
            ["arguments"] = Arguments(),
            ["suggestion"] = Text("How to mend it, where something can be suggested."),
            ["line"] = Number("The line in the body, from 1; only for diagnostics of definitions."),
            ["column"] = Number("The column in the line, from 1; only for diagnostics of definitions."),
            ["severity"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["error", "warning"], Description = "Only for diagnostics of definitions." },
        },
        AdditionalPropertiesAllowed = false,
    };

    private static OpenApiSchema Arguments() => new()
    {
        Type = JsonSchemaType.Object,
        AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String },
        Description = "What the sentence names, such as the number of a limit; for saying it in another language.",
    };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiSchema Number(string description) => new() { Type = JsonSchemaType.Integer, Minimum = "1", Description = description };
}
