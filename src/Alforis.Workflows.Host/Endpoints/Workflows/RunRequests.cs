using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Alforis.Workflows.Host.Api;

namespace Alforis.Workflows.Host.Endpoints.Workflows;

/// <summary>For whom a workflow is to be run.</summary>
[Request]
internal sealed record ExecuteRequest : IValidatableObject
{
    /// <summary><c>organisation</c> or <c>deal</c>; left out for a workflow that runs for no entity.</summary>
    [AllowedValues(null, "organisation", "deal", ErrorMessage = "It must be organisation or deal.")]
    public string? TriggerEntityType { get; init; }

    /// <summary>The entity's number.</summary>
    [Range(1L, long.MaxValue, ErrorMessage = "It must be a number from 1 on.")]
    public long? TriggerEntityId { get; init; }

    /// <summary>What the webhook would bring, an object; only for a workflow that waits for one.</summary>
    public JsonElement? TriggerData { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => EntityChoice.Check(TriggerEntityType, TriggerEntityId);
}

/// <summary>For whom a workflow is to be explained.</summary>
[Request]
internal sealed record ExplainRequest : IValidatableObject
{
    /// <summary><c>organisation</c> or <c>deal</c>; left out for a workflow that runs for no entity.</summary>
    [AllowedValues(null, "organisation", "deal", ErrorMessage = "It must be organisation or deal.")]
    public string? TriggerEntityType { get; init; }

    /// <summary>The entity's number.</summary>
    [Range(1L, long.MaxValue, ErrorMessage = "It must be a number from 1 on.")]
    public long? TriggerEntityId { get; init; }

    /// <summary>Old values by field, as if these had been changed to what they are now; for triggers that wait for changes.</summary>
    public JsonElement? Previous { get; init; }

    /// <summary>What the webhook would bring, an object; only for a workflow that waits for one.</summary>
    public JsonElement? TriggerData { get; init; }

    /// <summary>The language of the sentences, <c>fr</c> or <c>en</c>; that of the user by default.</summary>
    [AllowedValues(null, "fr", "en", ErrorMessage = "It must be fr or en.")]
    public string? Language { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => EntityChoice.Check(TriggerEntityType, TriggerEntityId);
}

/// <summary>Type and number of an entity belong together.</summary>
internal static class EntityChoice
{
    public static IEnumerable<ValidationResult> Check(string? type, long? id, string typeMember = "TriggerEntityType", string idMember = "TriggerEntityId") => (type, id) switch
    {
        (null, not null) => [new ValidationResult("It is missing beside the number.", [typeMember])],
        (not null, null) => [new ValidationResult("It is missing beside the type.", [idMember])],
        _ => [],
    };
}
