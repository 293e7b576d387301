// SPDX-License-Identifier: Apache-2.0
import Office
import Safeguards
import Vocabulary

/// 3010: a forgotten password, and who is in just now.
enum LoginPanels {
    struct Row: PageModel {
        let id: Int64
        let officer: String
        let terminal: String
        let started: String
        let seen: String
        let flags: [Flag]
        let mayEnd: Bool
        let endID: String
        /// What the button says to those who hear it.
        let endName: String
    }

    static func rows(
        _ live: [LiveLogin], _ visit: Visit, _ reader: Principal
    ) -> [Row] {
        let may = visit.may(.endSession)
        return live.map { login in
            let isOwn = reader.session == "S\(login.id)"
            var flags: [Flag] = []
            if login.isLocked { flags.append(Flag("画面を閉じている", .plain)) }
            if isOwn { flags.append(Flag("この画面", .plain)) }
            let officer = visit.desk.label(of: login.officer)
            return Row(
                id: login.id, officer: officer, terminal: login.terminal,
                started: Say.moment(login.startedAt), seen: Say.moment(login.lastSeen),
                flags: flags, mayEnd: may && !isOwn, endID: "login-\(login.id)",
                endName: "\(officer)の\(login.terminal)のログインを終わらせる")
        }
    }

    static func fields(_ typed: Typed, _ problems: [FormProblem]) -> [FormField] {
        [
            FormField.text("resetOfficer", "利用者ID", typed, size: "long", isRequired: true),
            FormField.text(
                "resetReason", "理由", typed, hint: "例：本人が忘れたと申し出た。職員証で本人を確かめた", size: "long",
                isRequired: true),
        ].checked(problems)
    }

    /// Why the next log-in of an officer must wait; `nil` where it need not.
    static func flag(_ held: [String: Instant?], _ officer: String) -> Flag? {
        guard let until = held[officer] else { return nil }
        return Flag(
            until.map { "失敗が続き、\(Say.moment($0))まで入れない" } ?? "失敗が続き、出し直すまで入れない", .stop)
    }

    static func reset(_ visit: Visit) async throws -> Answer {
        let by = try visit.officer()
        let accounts = visit.installation.accounts
        let (officer, reason) = (visit.form["resetOfficer"], visit.form["resetReason"])
        let once = visit.onceKey
        do {
            let issued = try await visit.desk.threads.run {
                try accounts.resetPassword(of: officer, reason: reason, by: by, once: once)
            }
            return try SaidOnce.answer(
                Banner(
                    .success, "パスワードを出し直しました",
                    [
                        "\(issued.officer) の新しいパスワードは \(issued.password) です。",
                        "紙に書いて本人に手渡してください。最初のログインで、本人が変更します。開いていた画面は終わり、続けて失敗した待ちも消えました。",
                    ]), on: .officers, of: visit)
        } catch SafeguardRefusal.alreadyDone {
            let problem = SaidOnce.gone(
                at: "resetOfficer", "書き取れていないときと、ほかの利用者のときは、もう一度送ってください。同じ利用者の前のパスワードは使えなくなります。")
            return .page(try await OfficersScreen.page(visit, problems: [problem]))
        } catch let refusal as SafeguardRefusal {
            return try await PermissionScreens.shown(
                refusal, at: refusal == .reasonMissing ? "resetReason" : "resetOfficer",
                of: visit, OfficersScreen.page)
        }
    }

    static func end(_ visit: Visit) async throws -> Answer {
        let by = try visit.officer()
        let accounts = visit.installation.accounts
        let (login, reason) = (Int64(visit.form["login"]), visit.form["reason"])
        let once = visit.onceKey
        guard let login else { throw SafeguardRefusal.loginOver }
        do {
            try await visit.desk.threads.run {
                try accounts.endLogin(login, reason: reason, by: by, once: once)
            }
        } catch let refusal as SafeguardRefusal {
            return try await PermissionScreens.shown(
                refusal, at: nil, of: visit, OfficersScreen.page)
        }
        return .seeOther(OfficersScreen.lists(visit).back("loginended"))
    }
}
