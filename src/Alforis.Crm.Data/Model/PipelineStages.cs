using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Model;

/// <summary>The stages that organisations and deals go through, and the words that other systems have for them.</summary>
[ValueAlias("gagne", Signe)]
[ValueAlias("gagnee", Signe)]
[ValueAlias("signee", Signe)]
[ValueAlias("won", Signe)]
[ValueAlias("closed_won", Signe)]
[ValueAlias("perdue", Perdu)]
[ValueAlias("lost", Perdu)]
[ValueAlias("closed_lost", Perdu)]
[ValueAlias("negotiation", Negociation)]
[ValueAlias("proposal", Proposition)]
internal static class PipelineStages
{
    public const string Prospect = "prospect";
    public const string Qualification = "qualification";
    public const string Proposition = "proposition";
    public const string Negociation = "negociation";
    public const string Signe = "signe";
    public const string Perdu = "perdu";
    public const string Inactif = "inactif";
}
