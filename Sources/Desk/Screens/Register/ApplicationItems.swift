// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// What an application says, as labels and values.
enum ApplicationItems {
    static func form(_ read: ApplicationReading, _ visit: Visit) -> [Item] {
        let file = read.file
        let reader = visit.session?.principal
        let applicant = read.applicant.map { person in
            reader.map { $0.sees(person.alias ?? person.name, of: .name) } ?? ""
        }
        return [
            Item("受付番号", file.receipt),
            Item("種別・理由", "\(file.kind.wording)（\(file.reason.wording)）"),
            Item("申請日", Say.date(file.appliedOn)),
            Item("事由の発生日", file.causeOn.map(Say.date)),
            Item("受付経路", file.channel.wording),
        ] + (file.place.map { [Item("受付の場所", $0)] } ?? []) + [
            Item("申請者", applicant ?? "（宛名になし）"),
            Item("書類の期限", file.dueOn.map(Say.date)),
        ]
    }

    static func papers(_ read: ApplicationReading, _ visit: Visit) -> [Item] {
        let reader = visit.session?.principal
        func check(_ part: ResidentCheck.Part) -> String {
            read.checks[part].map { "\($0.result.wording)（\(Say.moment($0.at))）" } ?? "まだ"
        }
        let insured = read.insurances.last.map {
            Say.place("\($0.insurerName)（\($0.insurer)）", isProtected: read.isProtected)
                + Say.shortPeriod($0.period)
        }
        let number = read.account.flatMap { account in
            reader.map {
                "\(Say.bank(account, isProtected: read.isProtected)) \($0.sees(account.number, of: .account))"
            }
        }
        return [
            Item("住民記録の確認（児童）", check(.child)), Item("住民記録の確認（申請者）", check(.applicant)),
            Item("保険の確認書類", read.file.hasInsuranceEvidence ? "あり" : "まだ"),
            Item("健康保険", insured), Item("口座", number), Item("口座の疑い", read.account?.doubts),
        ]
    }
}
