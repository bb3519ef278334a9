using System.Text.Json;
using System.Text.Json.Serialization;
using Alforis.Crm.Data.Model;

namespace Alforis.Crm.Data.Json;

/// <summary>The CRM's rows as PostgreSQL writes them with <c>to_jsonb</c>, read without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Organisation))]
[JsonSerializable(typeof(Deal))]
internal sealed partial class CrmJson : JsonSerializerContext;
