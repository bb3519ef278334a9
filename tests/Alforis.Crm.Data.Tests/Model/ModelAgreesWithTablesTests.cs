using System.Reflection;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Tests.Model;

/// <summary>The records that conditions see and the tables they are read from are one list of fields, kept twice.</summary>
public sealed class ModelAgreesWithTablesTests(SharedCrmDatabase shared) : IClassFixture<SharedCrmDatabase>
{
    private static readonly Dictionary<string, Type> ClrTypes = new(StringComparer.Ordinal)
    {
        ["bigint"] = typeof(long),
        ["smallint"] = typeof(int),
        ["integer"] = typeof(int),
        ["numeric"] = typeof(decimal),
        ["boolean"] = typeof(bool),
        ["date"] = typeof(DateOnly),
        ["timestamp with time zone"] = typeof(DateTimeOffset),
        ["text"] = typeof(string),
        ["text[]"] = typeof(IReadOnlyList<string>),
    };

    [Theory]
    [InlineData(typeof(Organisation), "organisations")]
    [InlineData(typeof(Deal), "deals")]
    public async Task Columns_OfTheTable_AreTheModelsProperties(Type model, string table)
    {
        var columns = await TableCatalog.ColumnsAsync(shared.Database, table);

        var expected = columns.Select(column => (column.Name, ClrTypes[column.Type], column.IsNullable));

        var actual = ModelColumns.Of(model).Select(property => (
            ModelColumns.NameOf(property),
            Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType,
            ModelColumns.IsNullable(property)));
        Assert.Equal(expected.OrderBy(column => column.Name, StringComparer.Ordinal), actual.OrderBy(column => column.Item1, StringComparer.Ordinal));
    }

    /// <summary>Capture reports every column but the one that changes with each of them; the identity cannot change.</summary>
    [Theory]
    [InlineData(TriggerNames.OrganisationUpdated, "organisations")]
    [InlineData(TriggerNames.DealUpdated, "deals")]
    public async Task TrackedFields_OfTheSchema_AreTheColumnsThatCaptureReports(string trigger, string table)
    {
        var columns = (await TableCatalog.ColumnsAsync(shared.Database, table)).Select(column => column.Name).Except(["id", "updated_at"]);

        var entity = CrmSchema.Instance.FindTrigger(trigger)!.Views[0].Entity!.Entity!;

        Assert.Equal(columns.Order(StringComparer.Ordinal), entity.Fields.Where(field => field.IsTracked).Select(field => field.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(typeof(Organisation), "organisations", 3)]
    [InlineData(typeof(Deal), "deals", 1)]
    [InlineData(typeof(Contact), "person_organization_links", 1)]
    public async Task EnumValues_OfEachProperty_AreThoseOfTheColumnsCheck(Type model, string table, int enumerations)
    {
        var properties = model.GetProperties().Where(property => property.IsDefined(typeof(EnumValuesAttribute))).ToList();

        Assert.Equal(enumerations, properties.Count);
        foreach (var property in properties)
        {
            Assert.Equal(
                await TableCatalog.ValuesAsync(shared.Database, table, ModelColumns.NameOf(property)),
                property.GetCustomAttribute<EnumValuesAttribute>()!.Values);
        }
    }

    [Theory]
    [InlineData(typeof(Organisation), "organisations")]
    [InlineData(typeof(Deal), "deals")]
    public async Task Checks_ThatListValues_AreEnumValuesOfTheModel(Type model, string table)
    {
        var listed = await shared.Database.QueryAsync<string>(
            """
            SELECT a.attname::text AS name
            FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND k.conkey = ARRAY[a.attnum]
            WHERE k.contype = 'c' AND k.conrelid = @table::regclass AND pg_get_expr(k.conbin, k.conrelid) LIKE '%= ANY (ARRAY[%'
            ORDER BY a.attname
            """,
            new { table });

        Assert.Equal(listed, model.GetProperties().Where(property => property.IsDefined(typeof(EnumValuesAttribute)))
            .Select(ModelColumns.NameOf).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Defaults_OfANewRecord_AreTheTablesDefaults()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync("INSERT INTO organisations (nom) VALUES ('x'); INSERT INTO deals (organisation_id, nom) SELECT id, 'x' FROM organisations");

        var organisation = await RowImage.ReadOrganisationAsync(database);
        var deal = await RowImage.ReadDealAsync(database);

        Assert.Equivalent(
            new Organisation { Id = organisation.Id, Nom = "x", CreatedAt = organisation.CreatedAt, UpdatedAt = organisation.UpdatedAt }, organisation, strict: true);
        Assert.Equivalent(
            new Deal { Id = deal.Id, OrganisationId = organisation.Id, Nom = "x", CreatedAt = deal.CreatedAt, UpdatedAt = deal.UpdatedAt }, deal, strict: true);
    }
}
