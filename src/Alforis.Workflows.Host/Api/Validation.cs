using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Alforis.Workflows.Host.Api;

/// <summary>
/// Checks what endpoints are given against the attributes of its type: those of the body, and those of the query when it is a record that is
/// bound with <c>[AsParameters]</c>.
/// </summary>
internal sealed class Validation : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var errors = Unstorable(context.HttpContext.Request.Query).Concat(context.Arguments.SelectMany(Check)).ToList();
        return errors.Count == 0 ? next(context) : ValueTask.FromResult<object?>(Problem.BadRequest(errors));
    }

    /// <summary>
    /// PostgreSQL has no NUL, and must not be asked: a statement whose parameters it refuses leaves a connection that prepares statements by
    /// itself in disorder.
    /// </summary>
    private static IEnumerable<ApiError> Unstorable(IQueryCollection query) =>
        from parameter in query
        where parameter.Value.Any(v => v?.Contains('\0', StringComparison.Ordinal) == true)
        select new ApiError { Code = "invalid_value", Pointer = "?" + parameter.Key, Reason = ErrorReasons.Characters, Message = "It has a NUL character, which nothing here has." };

    private static IEnumerable<ApiError> Check(object? argument)
    {
        if (argument is null || argument.GetType().GetCustomAttribute<RequestAttribute>() is not { } request) return [];
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(argument, new ValidationContext(argument), results, validateAllProperties: true);
        return results.SelectMany(r => r.MemberNames.DefaultIfEmpty(""), (result, member) => ErrorOf(argument, request, result, member));
    }

    private static ApiError ErrorOf(object argument, RequestAttribute request, ValidationResult result, string member)
    {
        var rule = BrokenRule.Of(argument, result, member);
        return new()
        {
            Code = "invalid_value",
            Reason = rule?.Reason,
            Arguments = rule is null ? null : Problem.Arguments(rule.Arguments),
            Pointer = member.Length == 0 ? "" : request.IsQuery ? "?" + JsonPointer.OfMember(member)[1..] : JsonPointer.OfMember(member),
            Message = result.ErrorMessage ?? "The value cannot be used.",
        };
    }
}

/// <summary>Marks a type that requests are bound to: its attributes are checked before the endpoint runs.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RequestAttribute : Attribute
{
    /// <summary>Whether it is bound from the query, not from the body.</summary>
    public bool IsQuery { get; init; }
}
