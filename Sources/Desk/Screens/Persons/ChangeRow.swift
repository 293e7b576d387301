// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// One change of the record in words: what, from when, under which operation, by whom.
struct ChangeRow: PageModel {
    let href: String
    let recorded: String
    let effective: String
    let part: String
    let words: String
    let operation: String
    let officer: String

    /// - Parameters:
    ///   - record: the decisions that the change may be one of.
    ///   - snapshots: what the register said, newest first.
    ///   - isProtected: that somebody under protection has moved is not said either.
    init(
        _ change: WrittenChange, _ record: ChildRecord?, _ snapshots: [PersonSnapshot],
        isProtected: Bool, _ visit: Visit
    ) {
        let day = change.recordedAt.dayInJapan
        href = AsOfScreen.address(on: change.effectiveOn ?? day, known: day, visit)
        recorded = Say.moment(change.recordedAt)
        effective = change.effectiveOn.map(Say.short) ?? "—"
        part = change.part.wording
        words = Self.words(change, record, snapshots, isProtected: isProtected, visit)
        operation = change.operation?.definition.title ?? "—"
        officer = visit.desk.name(of: change.officer)
    }

    private static func words(
        _ change: WrittenChange, _ record: ChildRecord?, _ snapshots: [PersonSnapshot],
        isProtected: Bool, _ visit: Visit
    ) -> String {
        let codes = change.detail.split(separator: "/").map(String.init)
        switch change.part {
        case .decision:
            let decision = record?.history.first { $0.id == change.id }
            return decision.map { "\($0.result.wording)（\($0.reason.wording)）" } ?? "決定"
        case .application:
            let file = record?.applications.first { $0.id == change.id }
            return file.map { "\($0.kind.wording)（\($0.reason.wording)）" } ?? "申請"
        case .certificate: return change.detail
        case .exclusion:
            let kind = codes.first.map { RecordTables.exclusionWord($0, visit) } ?? ""
            return kind + (codes.last == "void" ? "の取消" : "")
        case .insurance:
            let source = codes.first.flatMap { sources[$0] } ?? ""
            return [source, codes.last.flatMap { events[$0] }].compactMap(\.self)
                .joined(separator: "による")
        case .account, .mailing, .residence, .household:
            return DecisionCause(rawValue: change.detail).map { "\($0.wording)による" }
                ?? change.detail
        case .register:
            return differences(of: change.id, in: snapshots, isProtected: isProtected)
        case .memo: return events[change.detail] ?? ""
        }
    }

    private static let sources = [
        "application": "申請", "notification": "届出", "kokuho": "国保の連携", "shaho": "社保の連携",
    ]
    private static let events = [
        "acquired": "資格の取得", "lost": "資格の喪失", "void": "取消", "written": "書いた", "changed": "書き直した",
        "ended": "終えた",
    ]

    /// Which items of the register differ from what was known before; never their values.
    private static func differences(
        of id: Int64, in snapshots: [PersonSnapshot], isProtected: Bool
    ) -> String {
        guard let at = snapshots.firstIndex(where: { $0.id == id }) else { return "" }
        guard at + 1 < snapshots.count else { return "はじめての控え" }
        let (now, before) = (snapshots[at], snapshots[at + 1])
        let items: [(String, Bool)] = [
            ("氏名", now.name != before.name), ("カナ", now.kana != before.kana),
            ("通称", now.alias != before.alias), ("生年月日", now.born != before.born),
            ("住民区分", now.status != before.status),
            ("世帯", now.household != before.household),
            ("続柄", now.relationship != before.relationship),
            ("住所", !isProtected && now.address != before.address),
            ("支援措置", now.isProtected != before.isProtected),
        ]
        let changed = items.filter(\.1).map(\.0)
        return changed.isEmpty ? "変わりなし（確かめた）" : changed.joined(separator: "・") + "が変わった"
    }
}
