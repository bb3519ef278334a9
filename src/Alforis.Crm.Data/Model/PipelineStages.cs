namespace Alforis.Crm.Data.Model;

/// <summary>The stages that organisations and deals go through.</summary>
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
