// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Links
import Office
import Safeguards
import Vocabulary

/// 1023 振込先口座: every account of a recipient with its days, its holder against the recipient, and
/// 公金受取口座 that an inquiry has answered.
enum AccountRecordScreen {
    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let number = try visit.addressee()
        let officer = try visit.officer()
        let times = RecordTimes(visit)
        let directory = visit.installation.directory
        let read = try await visit.perform(.viewAccounts, about: [number]) { scope in
            (
                facts: try AccountBook.recorded(of: number, asOf: times.moment, from: scope.db),
                offers: try ReceivingAccounts.offered(
                    to: number, on: scope.today, from: scope.db),
                about: try RecordReading(number, directory: directory, in: scope)
            )
        }
        let path = Route.accountRecord.path(number)
        let isProtected = read.about.isProtected
        // An emergency access shows nothing of an account, its bank neither.
        let isHidden = officer.emergency != nil
        let rows = (isHidden ? [] : read.facts).map { fact in
            row(fact, read.about.resident, path, times.day, officer, isProtected: isProtected)
        }
        let mayWrite = visit.may(.changeAccount) && !isHidden
        let columns = [
            "金融機関・支店", "種目・番号", "名義人", "受給者との突合", "始まり", "最後の日", "確認", "由来",
        ]
        var forms: [RecordForm] = []
        if mayWrite {
            let chosen = read.facts.first {
                $0.id == visit.chosenRow && !$0.isOverruled && !$0.value.isRefused
            }
            if let chosen { forms.append(periodForm(visit, chosen, number, problems)) }
            forms.append(newForm(visit, number, problems))
            forms += offers(read.offers, visit, number)
        }
        return try visit.recordPage(
            read.about, "振込先口座",
            lead: "口座には有効期間があります。登録した人と別の職員が確認するまで、振込に使いません。名義人のカナは、銀行の書き方（半角・大文字）にそろえて比べます。",
            times: times,
            tables: [
                RecordTable("口座", columns, rows, mayCorrect: mayWrite),
                RecordTable(
                    "口座の項目（別添1）", itemColumns,
                    (isHidden ? [] : read.facts).map {
                        itemRow($0, times.day, officer, isProtected: isProtected)
                    }, mayCorrect: false),
            ], forms: forms,
            problems: problems, again: .accountRecord)
    }

    private static func row(
        _ fact: Recorded<AccountInUse>, _ resident: ResidentSnapshot, _ path: String,
        _ day: CivilDate, _ officer: Principal, isProtected: Bool
    ) -> RecordRow {
        let use = fact.value
        let comparison = HolderComparison(holder: use.holderKana, name: resident.kana)
        let spelled = PayeeKana.read(resident.kana, rule: .asO).text ?? resident.kana
        let check =
            use.isConfirmed ? "確認済み" : use.isRefused ? "認めない" : "確認待ち"
        return RecordRow(
            fact, period: use.period, on: day,
            cells: [
                .text(Say.bank(use, isProtected: isProtected)),
                .code("\(use.type.wording) \(officer.sees(use.number, of: .account))"),
                .text(officer.sees(use.holderKana, of: .kana)),
                .text(
                    comparison == .same
                        ? comparison.wording
                        : "\(comparison.wording)（受給者 \(officer.sees(spelled, of: .kana))）"),
                .code(Say.short(use.period.from)), .code(Say.short(use.period.lastDay)),
                .text(check), .text(use.source?.wording ?? "—"),
            ], correct: "\(path)?row=\(fact.id)",
            reason: [fact.reason, use.doubts].compactMap(\.self).joined(separator: " "))
    }

    private static let itemColumns = [
        "金融機関コード", "登録時の金融機関コード", "金融機関名", "金融機関名カナ", "支店コード", "支店名", "支店名カナ",
        "口座種別", "口座番号", "口座名義人カナ",
    ]

    /// The items of 口座情報 and 口座マスタ under their names of 別添1; a branch tells where somebody is.
    private static func itemRow(
        _ fact: Recorded<AccountInUse>, _ day: CivilDate, _ officer: Principal,
        isProtected: Bool
    ) -> RecordRow {
        let use = fact.value
        func place(_ text: String) -> RecordRow.Cell {
            .text(Say.place(text, isProtected: isProtected))
        }
        return RecordRow(
            fact, period: use.period, on: day,
            cells: [
                place(use.bankCode), place(use.bankCodeRegistered), place(use.bankName),
                place(use.bankNameKana), place(use.branchCode), place(use.branchName),
                place(use.branchNameKana), .text(use.type.wording),
                .code(officer.sees(use.number, of: .account)),
                .text(officer.sees(use.holderKana, of: .kana)),
            ], correct: "")
    }

    private static func periodForm(
        _ visit: Visit, _ old: Recorded<AccountInUse>, _ number: AddresseeNumber,
        _ problems: [FormProblem]
    ) -> RecordForm {
        var typed = visit.form
        if !visit.isPosted {
            typed.set("from", Say.short(old.value.period.from))
            typed.set("last", Say.short(old.value.period.lastDay))
        }
        return RecordForm(
            id: "account-period", title: "口座の有効期間の訂正",
            action: Route.changeAccountPeriod.path(number),
            note: "期間を短くする訂正はすぐに効きます。長くする訂正と、確認待ちの口座の訂正は、別の職員の確認を待ちます。",
            hiddens: [("replaces", "\(old.id)")],
            fields: [
                FormField.date("from", "始まりの日", typed, isRequired: true),
                .date("last", "最後の日（続いていれば空）", typed),
                .text("reason", "理由（記録されます）", typed, size: "long", isRequired: true),
                .mistake(typed),
            ].checked(problems), button: "有効期間を訂正する")
    }

    private static func newForm(
        _ visit: Visit, _ number: AddresseeNumber, _ problems: [FormProblem]
    ) -> RecordForm {
        let typed = visit.form
        let types = BankAccountType.allCases.map { ($0.rawValue, $0.wording) }
        let fields: [FormField] = [
            .radio(
                "account", "口座", typed,
                [
                    .init(value: "bank", label: "銀行など"),
                    .init(value: "post", label: "ゆうちょ銀行（記号・番号）"),
                ], isRequired: true),
            .text("holder", "名義（カナ）", typed, hint: "通帳の表記のとおり", size: "long", isRequired: true),
            .code("bank", "金融機関コード", typed, digits: 4, hint: "銀行など。4桁"),
            .code("branch", "支店コード", typed, digits: 3, hint: "銀行など。3桁"),
            .select("account-type", "種目", typed, types),
            .code("account-number", "口座番号", typed, digits: 7, hint: "銀行など。7桁まで"),
            .code("post-symbol", "ゆうちょの記号", typed, digits: 0, hint: "5桁。検査数字を確かめ、店番と口座番号に直します"),
            .code("post-number", "ゆうちょの番号", typed, digits: 0, hint: "8桁まで"),
            .date("account-from", "使い始めの日（空なら今日）", typed),
            .text("account-reason", "理由（記録されます）", typed, size: "long", isRequired: true),
        ]
        return RecordForm(
            id: "account-record", title: "新しい口座の登録", action: Route.recordAccount.path(number),
            note: "前の口座は、新しい口座の使い始めの日から使われなくなります。",
            fields: fields.checked(problems), button: "口座を登録する")
    }

    private static func offers(
        _ offers: [ReceivingAccounts.Offer], _ visit: Visit, _ number: AddresseeNumber
    ) -> [RecordForm] {
        offers.enumerated().map { index, offer in
            RecordForm(
                id: "public-funds-\(index + 1)", title: "公金受取口座（情報照会 \(offer.number)）",
                action: Route.usePublicFundsAccount.path(number),
                note: offer.isConsentStanding
                    ? "本人の同意にもとづく照会の回答です。登録すると、ほかの口座と同じく別の職員の確認を待ちます。"
                    : "本人の同意が撤回されているため、登録できません。",
                hiddens: [("inquiry", offer.number)], fields: [], button: "公金受取口座を登録する")
        }
    }
}
