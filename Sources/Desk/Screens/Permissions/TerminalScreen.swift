// SPDX-License-Identifier: Apache-2.0
import Office
import Safeguards
import Vocabulary

/// 3010: terminals, known by the certificate that they show (R-85f).
enum TerminalScreen {
    struct Body: PageModel {
        let isRequired: Bool
        let isAsked: Bool
        let own: String
        let rows: [Row]
        let register: Form?
    }

    struct Form: PageModel {
        let fields: [FormField]
    }

    struct Row: PageModel {
        let name: String
        let fingerprint: String
        let registered: String
        let flags: [Flag]
        let endAddress: String?
        let endID: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func register(_ visit: Visit) async throws -> Answer {
        let by = try visit.officer()
        let accounts = visit.installation.accounts
        let (form, once) = (visit.form, visit.onceKey)
        do {
            try await visit.desk.threads.run {
                try accounts.registerTerminal(
                    fingerprint: form["fingerprint"], name: form["name"], reason: form["reason"],
                    by: by, once: once)
            }
            return .seeOther(Route.terminals.path() + "?done=terminal")
        } catch let refusal as SafeguardRefusal {
            return try await PermissionScreens.shown(
                refusal, at: refusal == .reasonMissing ? "reason" : "fingerprint", of: visit, page)
        }
    }

    static func revoke(_ visit: Visit) async throws -> Answer {
        let by = try visit.officer()
        let accounts = visit.installation.accounts
        let (id, reason) = (try visit.id("terminal"), visit.form["reason"])
        let once = visit.onceKey
        try await visit.desk.threads.run {
            try accounts.revokeTerminal(id, reason: reason, by: by, once: once)
        }
        return .seeOther(Route.terminals.path() + "?done=terminalended")
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let reader = try visit.officer()
        let accounts = visit.installation.accounts
        let all = try await visit.desk.threads.run { try accounts.terminals(by: reader) }
        let typed = visit.form
        let fields = [
            FormField.text("name", "端末の名前", typed, hint: "例：窓口1番", isRequired: true),
            FormField.text(
                "fingerprint", "証明書の指紋（SHA-256）", typed, hint: "16進の64桁。「:」や空白はあってもかまいません",
                size: "long", isRequired: true),
            FormField.text(
                "reason", "理由", typed, hint: "例：配備、交換", size: "long", isRequired: true),
        ].checked(problems)
        return Page(
            "permissions/terminals", "端末",
            crumbs: [Crumb("ホーム", Route.home.path()), Crumb("利用者・権限", Route.officers.path())],
            keys: [.link("F5", "更新", Route.terminals.path())], problems: problems,
            message: Done.banner(visit),
            body: Body(
                isRequired: accounts.needsTerminal,
                isAsked: visit.desk.settings.terminalAuthority != nil, own: visit.terminal,
                rows: all.map { row($0, visit) },
                register: visit.may(.manageTerminals) ? Form(fields: fields) : nil))
    }

    private static func row(_ entry: TerminalEntry, _ visit: Visit) -> Row {
        let isEnded = entry.endedAt != nil
        return Row(
            name: entry.name, fingerprint: entry.fingerprint,
            registered: Say.moment(entry.registeredAt),
            flags: [isEnded ? Flag("失効", .stop) : Flag("有効", .good)],
            endAddress: !isEnded && visit.may(.manageTerminals)
                ? Route.revokeTerminal.path(String(entry.id)) : nil,
            endID: "end-\(entry.id)")
    }
}
