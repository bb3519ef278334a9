using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>A workflow in words: on its page, before a template is used, and what is wrong with a file.</summary>
[Trait("Category", "Browser")]
[Collection(nameof(BrowserServiceGroup))]
public sealed class DefinitionTests(BrowserService service)
{
    private const string Broken = """
        {
          "name": "Fautif",
          "trigger_type": "deal_created",
          "conditions": { "field": "montent", "operator": ">", "value": 10 },
          "actions": [{ "type": "add_tag", "config": { "tag": "vu" } }]
        }
        """;

    [Fact]
    public async Task Details_OfNestedConditionsAndDelays_AreReadInWords()
    {
        var prospect = await ImportAsync("qualification-prospect-cgpi");
        var survey = await ImportAsync("enquete-apres-signature");
        await using var visitor = await service.VisitAsync();
        await visitor.SignInAsync(await service.AccountAsync("viewer"));
        var page = visitor.Page;

        await page.GotoAsync($"/workflows/{prospect}");
        await Expect(page.GetByText("Quand une organisation dont la catégorie est").First).ToBeVisibleAsync();
        var more = page.GetByRole(AriaRole.Button, new() { Name = "Lire toute la phrase" });
        await Expect(more).ToHaveAttributeAsync("aria-expanded", "false");
        await more.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Réduire" })).ToHaveAttributeAsync("aria-expanded", "true");
        await Expect(page.GetByText("Aucune de ces conditions")).ToBeVisibleAsync();
        await Expect(page.GetByText("country_code")).ToHaveCountAsync(0);
        await visitor.PictureAsync("words-nested");
        await visitor.AssertAccessibleAsync();
        await visitor.PictureAsync("words-nested-dark");

        await page.GotoAsync($"/workflows/{survey}");
        await Expect(page.GetByText("Après 2 semaines", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByText("Continue en cas d’échec")).ToBeVisibleAsync();
        await page.GetByText("Détails", new() { Exact = true }).And(page.Locator("summary")).Nth(1).ClickAsync();
        await Expect(page.GetByText("Réponse à")).ToBeVisibleAsync();
        await visitor.PictureAsync("words-delay");
        await page.GetByText("Réponse à").ScrollIntoViewIfNeededAsync();
        await page.EvaluateAsync("window.scrollBy(0, 500)");
        await visitor.PictureAsync("words-delay-below");
        await visitor.AssertAccessibleAsync();
        Assert.Empty(visitor.Complaints);

        await using var phone = await service.VisitAsync(locale: "en-GB", width: 360, height: 800);
        await phone.SignInAsync(await service.AccountAsync("viewer"));
        await phone.Page.GotoAsync($"/workflows/{prospect}");
        await Expect(phone.Page.GetByText("None of these conditions")).ToBeVisibleAsync();
        await phone.PictureAsync("words-phone");
        await phone.Page.GetByText("None of these conditions").ScrollIntoViewIfNeededAsync();
        await phone.PictureAsync("words-phone-below");
        Assert.True(await phone.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page is wider than the phone.");
        Assert.Empty(phone.Complaints);
    }

    [Fact]
    public async Task Template_LookedAtByKeyboard_BecomesADraft()
    {
        await using var visitor = await service.VisitAsync();
        await visitor.SignInAsync(await service.AccountAsync("manager"));
        var page = visitor.Page;
        await page.GotoAsync("/workflows");
        await page.GetByRole(AriaRole.Button, new() { Name = "Nouveau workflow" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "À partir d’un modèle" }).ClickAsync();
        var preview = page.GetByRole(AriaRole.Button, new() { Name = "Aperçu : Relance deal inactif" });
        await preview.FocusAsync();
        await visitor.PictureAsync("template-cards");
        await visitor.AssertAccessibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("est sans activité depuis 30").First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Tous les modèles" })).ToBeFocusedAsync();
        await visitor.PictureAsync("template-preview");
        await visitor.AssertAccessibleAsync();
        await visitor.PictureAsync("template-preview-dark");
        await page.Keyboard.PressAsync("Enter");
        await Expect(preview).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Utiliser ce modèle", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/workflows/*");
        await Expect(page.GetByText("Brouillon", new() { Exact = true }).First).ToBeVisibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task File_DroppedWithAMistake_LeadsToItsPlace()
    {
        await using var visitor = await service.VisitAsync();
        await visitor.SignInAsync(await service.AccountAsync("manager"));
        var page = visitor.Page;
        await page.GotoAsync("/workflows");
        await page.GetByRole(AriaRole.Button, new() { Name = "Nouveau workflow" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "À partir d’un fichier JSON" }).ClickAsync();
        var files = await page.EvaluateHandleAsync(
            "text => { const held = new DataTransfer(); held.items.add(new File([text], 'fautif.json', { type: 'application/json' })); return held; }", Broken);
        await page.GetByText("Déposez le fichier ici").DispatchEventAsync("drop", new { dataTransfer = files });
        var text = page.GetByLabel("Définition JSON");
        await Expect(text).ToHaveValueAsync(Broken);
        await page.GetByRole(AriaRole.Button, new() { Name = "Vérifier et créer" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "ligne 4" }).ClickAsync();
        await Expect(text).ToBeFocusedAsync();
        Assert.Equal("\"montent\"", await text.EvaluateAsync<string>("e => e.value.slice(e.selectionStart, e.selectionEnd)"));
        await Expect(page.GetByText("Conditions, champ")).ToBeVisibleAsync();
        await Expect(page.GetByText("Vouliez-vous dire")).ToBeVisibleAsync();
        await Expect(page.GetByText("Did you mean")).ToBeHiddenAsync();
        await visitor.PictureAsync("file-mistake");
        await visitor.AssertAccessibleAsync();
        await visitor.PictureAsync("file-mistake-dark");
    }

    /// <summary>A sample as a draft, so that it does nothing to the rows of other tests.</summary>
    private async Task<long> ImportAsync(string sample)
    {
        var file = Path.Combine(service.Data, sample + ".json");
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples/workflows", sample + ".json"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, text.Replace("\"status\": \"active\"", "\"status\": \"draft\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await service.VerbAsync("import", file);
        return await service.Crm.ScalarAsync<long>("SELECT max(id) FROM workflows");
    }
}
