// SPDX-License-Identifier: Apache-2.0
import Foundation
import Office
import Safeguards
import Vault
import Vocabulary

/// 3010: new officers, and the roles that one officer proposes and another approves.
enum GrantScreen {
    struct Body: PageModel {
        let waiting: [Row]
        let new: Form?
        let propose: Form?
    }

    struct Form: PageModel {
        let fields: [FormField]
    }

    struct Row: PageModel {
        let officer: String
        let roles: String
        let department: String
        let until: String
        let vendor: String
        let why: String
        let proposer: String
        let at: String
        let flags: [Flag]
        let approveAddress: String?
        let refuseAddress: String?
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    /// A new user id without any role; the first password is shown once.
    static func register(_ visit: Visit) async throws -> Answer {
        let by = try visit.officer()
        let accounts = visit.installation.accounts
        let form = visit.form
        let (password, once) = (accounts.firstPassword(), visit.onceKey)
        do {
            let new = try NewOfficer(
                officer: form["newOfficer"], name: form["newName"],
                department: form["newDepartment"], roles: [])
            try await visit.desk.threads.run {
                _ = try accounts.create(new, password: password, by: by, once: once)
            }
            return try SaidOnce.answer(
                Banner(
                    .success, "利用者IDを登録しました",
                    [
                        "\(new.officer) の最初のパスワードは \(password) です。",
                        "紙に書いて本人に手渡してください。役割は、下で申請し、別の職員が承認すると付きます。",
                    ]), on: .grants, of: visit)
        } catch SafeguardRefusal.alreadyDone {
            let problem = SaidOnce.gone(
                at: "newOfficer", "書き取れていないときは、利用者・権限（3010）でパスワードを出し直してください。ほかの利用者のときは、もう一度送ってください。"
            )
            return .page(try await page(visit, problems: [problem]))
        } catch let refusal as SafeguardRefusal {
            return try await PermissionScreens.shown(
                refusal, at: "newOfficer", of: visit, page)
        }
    }

    static func propose(_ visit: Visit) async throws -> Answer {
        let by = try visit.officer()
        let accounts = visit.installation.accounts
        let form = visit.form
        let (last, problem) = PermissionScreens.day("until", visit)
        if let problem { return .page(try await page(visit, problems: [problem])) }
        let request = GrantRequest(
            officer: form["officer"], roles: Set(form.all("roles").compactMap(Role.init)),
            department: form["department"], crossesDepartment: form.isTicked("crosses"),
            until: last?.next, vendor: vendor(form))
        guard !request.roles.isEmpty else {
            return .page(
                try await page(visit, problems: [FormProblem("roles", "役割を一つ以上選んでください。")]))
        }
        let (reason, once) = (form["reason"], visit.onceKey)
        do {
            try await visit.desk.threads.run {
                _ = try accounts.proposeGrant(request, reason: reason, by: by, once: once)
            }
            return .seeOther(Route.grants.path() + "?done=grantasked")
        } catch let refusal as any Refusal {
            let field =
                switch refusal as? SafeguardRefusal {
                case .officerUnknown, .sameOfficer: "officer"
                case .grantInvalid: "until"
                case .reasonMissing: "reason"
                case .vendorInvalid: "contract"
                default: "roles"
                }
            return try await PermissionScreens.shown(refusal, at: field, of: visit, page)
        }
    }

    static func approve(_ visit: Visit) async throws -> Answer {
        let second = try visit.officer()
        let accounts = visit.installation.accounts
        let (grant, once) = (try visit.id("grant"), visit.onceKey)
        try await visit.desk.threads.run {
            try accounts.approveGrant(grant, by: second, once: once)
        }
        return .seeOther(Route.grants.path() + "?done=granted")
    }

    static func refuse(_ visit: Visit) async throws -> Answer {
        let second = try visit.officer()
        let accounts = visit.installation.accounts
        let (grant, once) = (try visit.id("grant"), visit.onceKey)
        try await visit.desk.threads.run {
            try accounts.refuseGrant(grant, by: second, once: once)
        }
        return .seeOther(Route.grants.path() + "?done=grantrefused")
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let reader = try visit.officer()
        let accounts = visit.installation.accounts
        let waiting = try await visit.desk.threads.run { try accounts.grantProposals(by: reader) }
        return Page(
            "permissions/grants", "権限の付与",
            crumbs: [Crumb("ホーム", Route.home.path()), Crumb("利用者・権限", Route.officers.path())],
            keys: [.link("F5", "更新", Route.grants.path())], problems: problems,
            message: try SaidOnce.banner(visit),
            body: Body(
                waiting: waiting.map { row($0, visit, reader) },
                new: visit.may(.manageOfficers) ? Form(fields: newFields(visit, problems)) : nil,
                propose: visit.may(.proposeGrant)
                    ? Form(fields: proposalFields(visit, problems)) : nil))
    }

    private static func newFields(_ visit: Visit, _ problems: [FormProblem]) -> [FormField] {
        let typed = visit.form
        return [
            FormField.text(
                "newOfficer", "利用者ID", typed, hint: "半角の英小文字・数字・「.」「_」「-」で2〜32文字",
                isRequired: true),
            FormField.text("newName", "氏名", typed, isRequired: true),
            FormField.text("newDepartment", "所属", typed, isRequired: true),
        ].map { $0.checked(problems) }
    }

    private static func proposalFields(
        _ visit: Visit, _ problems: [FormProblem]
    ) -> [FormField] {
        let typed = visit.form
        let roles = Role.allCases.filter { $0 != .system }.map {
            FormField.Choice(value: $0.rawValue, label: $0.title)
        }
        return [
            FormField.text("officer", "利用者ID", typed, isRequired: true),
            FormField.checks(
                "roles", "役割（承認の後、この役割だけになります）", typed, roles,
                hint: "受付・決裁・給付の3つを一人に、管理者と監査を一人に、保守とほかの役割を一人に持たせることはできません",
                isRequired: true),
            FormField.date("until", "最後の日", typed, hint: "空欄は年度の終わりまで"),
            FormField.text("department", "所属（異動のときだけ）", typed),
            FormField.checks(
                "crosses", "他課の職員", typed,
                [FormField.Choice(value: "yes", label: "他課の職員だが、個人の情報を扱うことを許可する")]),
            FormField.text("contract", "契約番号（保守だけ）", typed),
            FormField.text("employer", "雇用主（保守だけ）", typed),
            FormField.text("reason", "理由", typed, size: "long", isRequired: true),
        ].map { $0.checked(problems) }
    }

    private static func vendor(_ form: Typed) -> VendorStanding? {
        let (contract, employer) = (form["contract"], form["employer"])
        guard !contract.isEmpty || !employer.isEmpty else { return nil }
        return VendorStanding(contract: contract, employer: employer)
    }

    private static func row(
        _ proposal: GrantProposal, _ visit: Visit, _ reader: Principal
    ) -> Row {
        let isOwn = [proposal.proposer, proposal.officer].contains(reader.officer)
        let may = visit.may(.approveGrant) && !isOwn
        var flags: [Flag] = []
        if proposal.crossesDepartment { flags.append(Flag("他課", .warn)) }
        if proposal.roles.contains(.vendor) { flags.append(Flag("保守事業者", .warn)) }
        if isOwn { flags.append(Flag("別の職員の承認待ち", .plain)) }
        let id = String(proposal.id)
        return Row(
            officer: visit.desk.label(of: proposal.officer),
            roles: Role.allCases.filter(proposal.roles.contains).map(\.title)
                .joined(separator: "・"),
            department: proposal.department, until: Say.short(proposal.until.previous) + "まで",
            vendor: proposal.vendor.map { "\($0.contract) \($0.employer)" } ?? "",
            why: proposal.reason ?? "", proposer: visit.desk.label(of: proposal.proposer),
            at: Say.moment(proposal.proposedAt), flags: flags,
            approveAddress: may ? Route.approveGrant.path(id) : nil,
            refuseAddress: may ? Route.refuseGrant.path(id) : nil)
    }
}
