// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// What the office knows of insurance and account, beside what a form says.
///
/// (Part of `OperationCode.viewElectronicApplications`.)
enum RegisteredLines {
    static func lines(
        _ form: ElectronicForm, applicant: AddresseeNumber?, child: AddresseeNumber?,
        in scope: Scope
    ) throws -> [ComparedLine] {
        try insurance(form, child, scope) + account(form, applicant, scope)
    }

    private static func insurance(
        _ form: ElectronicForm, _ child: AddresseeNumber?, _ scope: Scope
    ) throws -> [ComparedLine] {
        guard let insurer = form.text("insurer") else { return [] }
        let stretches = try child.flatMap {
            try InsuranceBook.stretches([$0], from: scope.db)[$0]
        }
        let known = stretches?.last { $0.period.contains(scope.today) }
        return [
            line("保険者番号", insurer, known?.insurer),
            line("資格取得日", form.text("acquired"), known?.period.from.description),
        ].compactMap(\.self)
    }

    /// Accounts are masked as everywhere: to see all digits is an operation of its own.
    private static func account(
        _ form: ElectronicForm, _ applicant: AddresseeNumber?, _ scope: Scope
    ) throws -> [ComparedLine] {
        guard let stated = form.account, let checked = try? CheckedAccount(stated) else {
            return []
        }
        let known = try applicant.flatMap {
            try AccountBook.current(recipients: [$0], on: scope.today, from: scope.db)[$0]
        }
        func masked(_ text: String) -> String {
            Masked(text, of: .account, to: scope.principal).description
        }
        let number = line("口座番号", checked.number, known?.number).map {
            ComparedLine(
                item: $0.item, stated: masked($0.stated), registered: masked($0.registered),
                verdict: $0.verdict)
        }
        return [
            line(
                "金融機関・店舗", checked.bank + "-" + checked.branch,
                known.map {
                    $0.bankCodeRegistered + "-" + $0.branchCode
                }), number, line("口座名義カナ", checked.holderKana, known?.holderKana),
        ].compactMap(\.self)
    }

    private static func line(
        _ item: String, _ stated: String?, _ registered: String?
    ) -> ComparedLine? {
        guard let stated else { return nil }
        let verdict: ComparedLine.Verdict =
            registered.map { $0 == stated ? .same : .differs } ?? .missing
        return ComparedLine(
            item: item, stated: stated, registered: registered ?? "", verdict: verdict)
    }
}
