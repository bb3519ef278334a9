using System.Text.Json.Serialization;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Schema;

public sealed class EntitySchemaTests
{
    private static readonly EntitySchema Item = TestSchema.Schema.FindTrigger("item_created")!.Views[0].Entity!.Entity!;

    [Theory]
    [InlineData("id", ValueKind.Number, false, false)]
    [InlineData("count", ValueKind.Number, true, false)]
    [InlineData("huge", ValueKind.Number, false, false)]
    [InlineData("price", ValueKind.Number, true, true)]
    [InlineData("ratio", ValueKind.Number, false, false)]
    [InlineData("name", ValueKind.Text, false, true)]
    [InlineData("note", ValueKind.Text, true, true)]
    [InlineData("active", ValueKind.Boolean, false, false)]
    [InlineData("due", ValueKind.Date, true, true)]
    [InlineData("created", ValueKind.DateTime, false, false)]
    [InlineData("deadline", ValueKind.DateTime, true, true)]
    [InlineData("colour", ValueKind.Enum, false, false)]
    [InlineData("accent", ValueKind.Enum, true, false)]
    [InlineData("stage", ValueKind.Enum, false, true)]
    [InlineData("old_stage", ValueKind.Enum, true, false)]
    [InlineData("tags", ValueKind.List, false, true)]
    [InlineData("labels", ValueKind.List, true, false)]
    [InlineData("data", ValueKind.Json, true, true)]
    [InlineData("owner", ValueKind.Entity, true, false)]
    public void Find_Field_HasKindNullabilityAndWritability(string name, ValueKind kind, bool nullable, bool writable)
    {
        var field = Item.Find(name)!;

        Assert.Equal((kind, nullable, writable), (field.Kind, field.IsNullable, field.IsWritable));
        Assert.Equal(kind == ValueKind.Entity, field.Entity is not null);
        Assert.Equal(kind == ValueKind.List, field.ItemKind is not null);
    }

    [Fact]
    public void Fields_OfAnEntity_StandInTheOrderOfDeclaration()
    {
        Assert.Equal(["id", "count", "big"], Item.Fields.Take(3).Select(f => f.Name));
        Assert.Equal(typeof(Item).GetProperties().Length, Item.Fields.Length);
    }

    [Fact]
    public void EnumValues_OfEnums_AreTheNamesInSnakeCaseOrTheListedTexts()
    {
        Assert.Equal(["rouge", "bleu_clair", "vert"], Item.Find("colour")!.EnumValues);
        Assert.Equal(["prospect", "negociation", "en_cours", "signe"], Item.Find("stage")!.EnumValues);
        Assert.Empty(Item.Find("name")!.EnumValues);
    }

    [Fact]
    public void ItemKind_OfLists_IsThatOfTheElements()
    {
        Assert.Equal(ValueKind.Text, Item.Find("tags")!.ItemKind);
        Assert.Equal(ValueKind.Number, Item.Find("numbers")!.ItemKind);
        Assert.Equal(ValueKind.DateTime, Item.Find("visits")!.ItemKind);
    }

    [Fact]
    public void Entity_OfATypeThatRefersToItself_IsTheSame()
    {
        var owner = Item.Find("owner")!.Entity!;

        Assert.Same(owner, owner.Find("manager")!.Entity);
        Assert.Null(Item.Find("owner")!.Entity!.Find("EqualityContract"));
    }

    [Fact]
    public void Find_NameInAnotherCase_IsNothing() => Assert.Null(Item.Find("Name"));

    [Fact]
    public void Fields_OfUnusualTypes_AreNamedOrLeftOut()
    {
        var schema = WorkflowSchema.For<OddContext>(s => s.Trigger("t", t => t.View(c => c.Odd)));

        var fields = schema.Triggers[0].Views[0].Entity!.Entity!.Fields;

        Assert.Equal(["nom", "self", "key", "unknown"], fields.Select(f => f.Name));
        Assert.Equal(ValueKind.Text, fields[2].Kind);
        Assert.True(fields[3].IsNullable);
    }

    internal sealed record OddContext(Odd Odd);

    internal sealed class Odd
    {
        private string written = "";

        public static string Shared => "";

        [JsonPropertyName("nom")]
        public string Name => "";

        public Odd Self => this;

        [NotInSchema]
        public string Secret { get; init; } = "";

        public Guid Key { get; init; }

        public TimeSpan Duration { get; init; }

        public object Anything => this;

        public Action? Run { get; init; }

        public string WriteOnly
        {
            set => written = value;
        }

#nullable disable
        public string Unknown { get; init; }
#nullable restore

        public string this[int index] => written;
    }
}
