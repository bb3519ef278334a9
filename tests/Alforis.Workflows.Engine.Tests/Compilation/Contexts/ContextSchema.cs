using System.Text.Json;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Compilation.Contexts;

/// <summary>The vocabulary of <see cref="TestSchema"/>'s updated items, as a JSON Schema.</summary>
internal static class ContextSchema
{
    public const string Json =
        """
        {
          "type": "object",
          "properties": {
            "item": { "$ref": "#/$defs/item" },
            "previous": { "anyOf": [{ "$ref": "#/$defs/item" }, { "type": "null" }] },
            "team": { "$ref": "#/$defs/owner" },
            "trigger": { "type": "object", "properties": { "fields": { "type": "array", "items": { "type": "string" } }, "by": { "type": ["string", "null"] } } },
            "webhook": true
          },
          "$defs": {
            "stage": { "enum": ["prospect", "negociation", "en_cours", "signe", null] },
            "item": {
              "type": "object",
              "required": ["id", "stage"],
              "properties": {
                "id": { "type": "integer", "x-untracked": true }, "count": { "type": ["integer", "null"] }, "big": { "type": "integer" },
                "level": { "type": "integer" }, "huge": { "type": "integer" }, "amount": { "type": "number" }, "price": { "type": "number", "x-writable": true },
                "ratio": { "type": "number" }, "score": { "type": "number" }, "name": { "type": "string", "maxLength": 50, "x-writable": true },
                "note": { "type": "string" }, "active": { "type": "boolean" }, "approved": { "type": "boolean" },
                "day": { "type": "string", "format": "date" }, "due": { "type": "string", "format": "date", "x-writable": true },
                "created": { "type": "string", "format": "date-time" }, "seen": { "type": "string", "format": "date-time" },
                "moment": { "type": "string", "format": "date-time" }, "deadline": { "type": "string", "format": "date-time" },
                "colour": { "enum": ["rouge", "bleu_clair", "vert"] }, "accent": { "enum": ["rouge", "bleu_clair", "vert"] },
                "stage": { "$ref": "#/$defs/stage", "x-writable": true }, "old_stage": { "$ref": "#/$defs/stage" },
                "tags": { "type": "array", "items": { "type": "string" } }, "labels": { "type": "array", "items": { "type": "string" } },
                "numbers": { "type": "array", "items": { "type": "integer" } }, "weights": { "type": "array", "items": { "type": "number" } },
                "visits": { "type": "array", "items": { "type": "string", "format": "date-time" } }, "documents": { "type": "array" },
                "owner": { "$ref": "#/$defs/owner" }, "data": {}
              }
            },
            "owner": {
              "type": "object",
              "properties": {
                "id": { "type": "integer" }, "email": { "type": "string" }, "age": { "type": "integer" },
                "address": { "type": "object", "properties": { "city": { "type": "string" }, "rent": { "type": "number" } } },
                "manager": { "$ref": "#/$defs/owner" }
              }
            }
          }
        }
        """;

    public static WorkflowSchema OverJson(string? jsonSchema = Json) => WorkflowSchema.ForJson(jsonSchema, Configure);

    public static WorkflowSchema OverDictionaries(string? jsonSchema = Json) => WorkflowSchema.ForDictionary(jsonSchema, Configure);

    public static WorkflowCompiler<T> Compiler<T>(WorkflowSchema schema, bool isHot) => new(
        schema, isHot ? new WorkflowCompilerOptions { HotAfter = 0, MaxHot = int.MaxValue } : new WorkflowCompilerOptions { MaxHot = 0 });

    private static void Configure<T>(WorkflowSchemaBuilder<T> schema) => schema
        .DefaultTimeZone("Europe/Paris")
        .Trigger("item_updated", t => t.ViewOf("item", "previous", "trigger", "team", "webhook").FieldFilters())
        .Action<TaskSettings>("create_task", hasTarget: true)
        .Action<UpdateSettings>("update_field", hasTarget: true);
}
