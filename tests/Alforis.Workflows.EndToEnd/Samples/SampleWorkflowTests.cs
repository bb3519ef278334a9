namespace Alforis.Workflows.EndToEnd.Samples;

/// <summary>
/// Every shipped sample, done in earnest: its trigger is caused as in life, its e-mails are read from a mailbox, its calls by their receiver. What is expected is
/// what the sample says to whoever reads it.
/// </summary>
[Trait("Category", "Slow")]
public sealed class SampleWorkflowTests(SampleService service) : IClassFixture<SampleService>
{
    private static readonly Dictionary<string, Func<SampleService, Task>> Cases = new(StringComparer.Ordinal)
    {
        ["older/client-gagne-silencieux"] = SilenceSamples.ClientGagneSilencieuxAsync,
        ["older/point-hebdomadaire"] = ClockSamples.PointHebdomadaireAsync,
        ["older/relance-proposition"] = OlderStageSamples.RelancePropositionAsync,
        ["workflows/alerte-manager-gros-deal"] = CreationSamples.AlerteManagerGrosDealAsync,
        ["workflows/client-sans-contact"] = SilenceSamples.ClientSansContactAsync,
        ["workflows/cloture-repoussee"] = ChangeSamples.ClotureRepousseeAsync,
        ["workflows/demande-formulaire-web"] = HookSamples.DemandeFormulaireWebAsync,
        ["workflows/enquete-apres-signature"] = WaitingSamples.EnqueteApresSignatureAsync,
        ["workflows/gros-deal-perdu"] = StageSamples.GrosDealPerduAsync,
        ["workflows/onboarding-client"] = StageSamples.OnboardingClientAsync,
        ["workflows/onboarding-interne"] = StageSamples.OnboardingInterneAsync,
        ["workflows/qualification-prospect-cgpi"] = CreationSamples.QualificationProspectCgpiAsync,
        ["workflows/rappel-encours-mensuel"] = ClockSamples.RappelEncoursMensuelAsync,
        ["workflows/relance-deal-inactif"] = SilenceSamples.RelanceDealInactifAsync,
        ["workflows/relance-proposition-sans-reponse"] = WaitingSamples.RelancePropositionSansReponseAsync,
        ["workflows/revue-hebdo-deals-en-retard"] = ClockSamples.RevueHebdoDealsEnRetardAsync,
        ["workflows/revue-kyc-semestrielle"] = ClockSamples.RevueKycSemestrielleAsync,
        ["workflows/seuil-encours-franchi"] = ChangeSamples.SeuilEncoursFranchiAsync,
    };

    public static TheoryData<string> Samples => [.. SampleFile.All.Select(s => s.ToString())];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Sample_TriggeredAsInLife_DoesAllThatItSays(string sample)
    {
        Assert.SkipWhen(service.Obstacle is not null, service.Obstacle ?? "");
        Assert.True(Cases.ContainsKey(sample), $"samples/{sample}.json is not tried here: write a case.");

        await Cases[sample](service);
    }

    [Fact]
    public void Cases_NameOnlySamplesThatAreThere() => Assert.Equal(SampleFile.All.Select(s => s.ToString()), Cases.Keys.Order(StringComparer.Ordinal));
}
