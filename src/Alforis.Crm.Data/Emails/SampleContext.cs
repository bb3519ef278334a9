using System.Text.Json;
using Alforis.Crm.Data.Model;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Crm.Data.Emails;

/// <summary>What templates are shown with that nobody has named an organisation or deal for: one of each that is made up.</summary>
internal static class SampleContext
{
    private static readonly JsonElement NoPayload = JsonDocument.Parse("{}").RootElement;

    /// <summary>A context that a trigger could have.</summary>
    /// <param name="options">The trigger and its entity.</param>
    /// <param name="now">When it happens.</param>
    public static CrmContext Of(TemplateOptions options, DateTimeOffset now)
    {
        var user = new User { Id = 1, Email = "claire.fontaine@crm.example", FirstName = "Claire", LastName = "Fontaine" };
        var contact = new Contact { Id = 1, FirstName = "Anne", LastName = "Martin", Email = "anne.martin@organisation.example", Telephone = "+33 1 23 45 67 89", Role = "contact_principal" };
        var organisation = new Organisation
        {
            Id = 1, Nom = "Organisation Exemple", Category = "CGPI", Email = "contact@organisation.example", Telephone = "+33 1 23 45 67 00", Website = "https://organisation.example",
            Adresse = "1, rue de l'Exemple", Ville = "Paris", CodePostal = "75001", Pays = "France", CountryCode = "FR", PipelineStage = PipelineStages.Proposition,
            MontantPotentiel = 250_000, ProbabiliteSignature = 60, Aum = 1_500_000, AumDate = Day(now, -30), Strategies = ["Actions Europe"], Language = "fr", Tags = ["exemple"],
            AssignedTo = user.Id, CreatedBy = user.Id, CreatedAt = now.AddDays(-400), UpdatedAt = now.AddDays(-2), LastActivityAt = now.AddDays(-12), LastActivityDays = 12,
            AssignedUser = user, PrimaryContact = contact, People = [contact],
        };
        var deal = new Deal
        {
            Id = 1, OrganisationId = organisation.Id, Nom = "Mandat Exemple", Montant = 75_000, Stage = PipelineStages.Proposition, Probabilite = 60, DateCloturePrevue = Day(now, 45),
            AssignedTo = user.Id, ManagerId = user.Id, Description = "Une affaire d'exemple", Tags = ["exemple"], CreatedBy = user.Id, CreatedAt = now.AddDays(-60), UpdatedAt = now.AddDays(-2),
            LastActivityAt = now.AddDays(-12), LastActivityDays = 12, Organisation = organisation, AssignedUser = user, Manager = user,
        };
        var isDeal = options.Entity == EntityNames.Deal;
        var isOrganisation = options.Entity == EntityNames.Organisation;
        return new CrmContext
        {
            Trigger = new TriggerEvent
            {
                Type = options.Trigger!, EntityType = options.Entity, EntityId = options.Entity is null ? null : 1, OccurredAt = now, Actor = user.Email, ChangedFields = isDeal ? ["stage"] : ["pipeline_stage"],
            },
            Organisation = isDeal || isOrganisation ? organisation : null,
            PreviousOrganisation = isOrganisation ? organisation with { PipelineStage = PipelineStages.Qualification } : null,
            Deal = isDeal ? deal : null,
            PreviousDeal = isDeal ? deal with { Stage = PipelineStages.Qualification } : null,
            Webhook = NoPayload,
        };
    }

    private static DateOnly Day(DateTimeOffset now, int days) => DateOnly.FromDateTime(now.UtcDateTime.AddDays(days));
}
