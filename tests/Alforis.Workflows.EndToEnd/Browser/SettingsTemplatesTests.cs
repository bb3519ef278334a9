using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>E-mail templates are written beside the e-mail that they become.</summary>
[Trait("Category", "Browser")]
[Collection(nameof(BrowserServiceGroup))]
public sealed class SettingsTemplatesTests(BrowserService service)
{
    [Fact]
    public async Task Template_WithAMistake_IsMendedPreviewedSavedAndDeleted()
    {
        var (organisation, company) = await OrganisationAsync();
        await using var visitor = await service.VisitAsync(width: 1440);
        await visitor.SignInAsync(await service.AccountAsync("manager"));
        var page = visitor.Page;
        var name = $"offre_{organisation}";
        await page.GotoAsync("/settings/templates");
        await page.GetByRole(AriaRole.Button, new() { Name = "Nouveau modèle" }).ClickAsync();
        await page.GetByLabel("Nom", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Texte seul", new() { Exact = true }).FillAsync("Bonjour");
        await page.GetByLabel("Contenu HTML").FillAsync("<p>Bonjour</p>\n<p>{{ organisation.nomm }}</p>");
        await page.GetByLabel("Objet", new() { Exact = true }).FillAsync("Offre ");
        await page.GetByRole(AriaRole.Button, new() { Name = "Insérer un champ" }).ClickAsync();
        await page.GetByLabel("Rechercher un champ").FillAsync("organisation nom");
        await visitor.PictureAsync("settings-template-fields");
        await page.GetByRole(AriaRole.Button).Filter(new() { Has = page.GetByText("organisation.nom", new() { Exact = true }) }).ClickAsync();
        await Expect(page.GetByLabel("Objet", new() { Exact = true })).ToHaveValueAsync("Offre {{ organisation.nom }}");

        var place = page.GetByRole(AriaRole.Button, new() { Name = "Ligne 2, colonne" });
        await Expect(place).ToBeVisibleAsync();
        await Expect(page.GetByText("Le champ « nomm » n’existe pas".Replace("« ", "«\u00a0", StringComparison.Ordinal).Replace(" »", "\u00a0»", StringComparison.Ordinal))).ToBeVisibleAsync();
        await visitor.PictureAsync("settings-template-mistake");
        await visitor.AssertAccessibleAsync();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await place.ClickAsync();
        await Expect(page.GetByLabel("Contenu HTML")).ToBeFocusedAsync();
        await page.GetByLabel("Contenu HTML").FillAsync("<h1>Bonjour</h1><p>Pour {{ organisation.nom }}</p>");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Organisation" }).ClickAsync();
        var picker = page.GetByRole(AriaRole.Combobox, new() { Name = "Organisation" });
        await picker.ClickAsync();
        await picker.FillAsync(company);
        await page.GetByRole(AriaRole.Option, new() { Name = company }).ClickAsync();
        var mail = page.FrameLocator("iframe");
        await Expect(mail.GetByText($"Pour {company}")).ToBeVisibleAsync();
        await Expect(page.GetByText($"Offre {company}")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Control+s");
        await page.WaitForURLAsync(url => !url.EndsWith("template=new", StringComparison.Ordinal));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" })).ToBeDisabledAsync();
        await visitor.PictureAsync("settings-template");
        await visitor.AssertAccessibleAsync();
        await visitor.PictureAsync("settings-template-dark");
        await page.ReloadAsync();
        await Expect(page.GetByLabel("Nom", new() { Exact = true })).ToHaveValueAsync(name);
        await Expect(page.GetByText("Aucun workflow n’envoie ce modèle.")).ToBeVisibleAsync();
        await page.SetViewportSizeAsync(390, 844);
        await page.GetByRole(AriaRole.Radio, new() { Name = "Aperçu" }).ClickAsync();
        await visitor.PictureAsync("settings-template-phone");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page is wider than the phone.");
        await page.SetViewportSizeAsync(1440, 860);

        await page.GetByLabel("Objet", new() { Exact = true }).FillAsync("Autre");
        await page.GetByRole(AriaRole.Link, new() { Name = "Tous les modèles" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Quitter sans enregistrer" }).ClickAsync();
        var row = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = name });
        await row.GetByRole(AriaRole.Switch).ClickAsync();
        await Expect(row.GetByText("Désactivé")).ToBeVisibleAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Autres actions" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Dupliquer" }).ClickAsync();
        await Expect(page.GetByLabel("Nom", new() { Exact = true })).ToHaveValueAsync(name + "_2");
        await Expect(page.GetByLabel("Objet", new() { Exact = true })).ToHaveValueAsync("Offre {{ organisation.nom }}");
        // A copy that is not saved is gone on with, and not begun anew.
        await page.GetByLabel("Objet", new() { Exact = true }).FillAsync("Ma copie");
        await page.GoBackAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Autres actions" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Dupliquer" }).ClickAsync();
        await Expect(page.GetByLabel("Objet", new() { Exact = true })).ToHaveValueAsync("Ma copie");
        await page.GetByRole(AriaRole.Button, new() { Name = "Fermer" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Quitter sans enregistrer" }).ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Autres actions" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Supprimer" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Supprimer" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Template_ThatAnotherSaved_IsOverwrittenOnlyAfterAQuestion()
    {
        var id = await TemplateAsync("<p>Bonjour</p>");
        await using var visitor = await service.VisitAsync();
        await visitor.SignInAsync(await service.AccountAsync("manager"));
        var page = visitor.Page;
        await page.GotoAsync($"/settings/templates?template={id}");
        await page.GetByLabel("Objet", new() { Exact = true }).FillAsync("Le mien");
        await service.Crm.ExecuteAsync($"UPDATE email_templates SET subject = 'Le sien' WHERE id = {id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByText("Le sien")).ToBeVisibleAsync();
        await visitor.PictureAsync("settings-template-conflict");
        await visitor.AssertAccessibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Continuer avec les miennes" }).ClickAsync();
        await Expect(page.GetByLabel("Objet", new() { Exact = true })).ToHaveValueAsync("Le mien");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Remplacer par la mienne" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Expect(page.GetByLabel("Objet", new() { Exact = true })).ToHaveValueAsync("Le mien");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task HostileTemplate_ShownToAViewer_DoesNothingAndCannotBeChanged()
    {
        var id = await TemplateAsync(
            """
            <base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=/login"><p>Encore là</p>
            <script>top.hacked = 1</script><img src="/none.png" onerror="top.hacked = 1"><form action="/login"><button>Envoyer</button></form>
            """);
        await using var visitor = await service.VisitAsync();
        await visitor.SignInAsync(await service.AccountAsync("viewer"));
        var page = visitor.Page;
        await page.GotoAsync($"/settings/templates?template={id}");
        await Expect(page.GetByLabel("Nom", new() { Exact = true })).Not.ToBeEditableAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" })).ToHaveCountAsync(0);
        var mail = page.FrameLocator("iframe");
        await Expect(mail.GetByText("Encore là")).ToBeVisibleAsync();
        await mail.GetByRole(AriaRole.Button, new() { Name = "Envoyer" }).ClickAsync();
        await visitor.PictureAsync("settings-template-viewer");
        await Expect(mail.GetByText("Encore là")).ToBeVisibleAsync();
        Assert.False(await page.EvaluateAsync<bool>("'hacked' in window"));
        Assert.EndsWith($"template={id}", page.Url, StringComparison.Ordinal);
        Assert.All(page.Frames.Skip(1), frame => Assert.Equal("about:srcdoc", frame.Url));
        // What the browser refused is all that it complained of.
        Assert.All(visitor.Complaints, c => Assert.Matches("Blocked|Refused|violates", c));
    }

    private Task<long> TemplateAsync(string html) => service.Crm.ScalarAsync<long>($"""
        INSERT INTO email_templates (name, language, subject, body_html, body_text)
        VALUES ('essai_{Guid.NewGuid():N}', 'fr', 'Bonjour', '{html}', 'Bonjour') RETURNING id
        """);

    private async Task<(long Id, string Name)> OrganisationAsync()
    {
        var name = $"Banque {Guid.NewGuid():N}"[..16];
        return (await service.Crm.ScalarAsync<long>($"INSERT INTO organisations (nom) VALUES ('{name}') RETURNING id"), name);
    }
}
