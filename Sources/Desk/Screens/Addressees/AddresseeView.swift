// SPDX-License-Identifier: Apache-2.0
import Addressee
import Safeguards
import Vocabulary

/// One number of a person and who uses it.
struct AddresseeNumberRow: PageModel {
    let number: String
    let origin: String
    let status: String
    let businesses: String
}

/// What was stated of a person once, newest first.
struct AddresseeStatement: PageModel {
    let number: String
    let on: String
    let why: String
    let name: String
    let kana: String
    let born: String
    let sex: String
    let address: String
    let status: String
    let recorded: String
}

/// One 名寄せ, with the form that undoes it.
struct MergeRow: PageModel {
    let kept: String
    let merged: String
    let reason: String
    let at: String
    let undone: String?
    let undo: String?
    let fields: [FormField]

    init(_ merge: PersonMerge, mayUndo: Bool, _ problems: [FormProblem]) {
        kept = merge.kept.description
        merged = merge.merged.description
        reason = merge.reason
        at = Say.moment(merge.at)
        undone = merge.undoneAt.map { "\(Say.moment($0)) 取消（\(merge.undoReason ?? "")）" }
        undo = mayUndo && merge.undoneAt == nil ? Route.undoMerge.path(merge.id) : nil
        fields = [
            FormField.text(
                "undo-\(merge.id)", "取り消す理由（記録されます）", Typed(), size: "long", isRequired: true
            ).checked(problems)
        ]
    }
}

/// The history of a person cut to what an officer of this business may see: nothing of the place
/// under a protection measure, nothing of records that another business keeps to itself.
struct AddresseeView {
    let statements: [AddresseeStatement]
    let numbers: [AddresseeNumberRow]
    let flags: [Flag]
    /// How many statements another business keeps to itself.
    let hidden: Int

    init(_ history: PersonHistory, register: PeerRegister, for reader: Principal) {
        let residents = history.residentHistory.values.joined()
        let newest = history.residentHistory.values.compactMap(\.last)
        let isProtected = newest.contains(where: \.isProtected)
        let stated = history.nonResidentHistory.values.joined()
        let open = stated.filter {
            !$0.isNotForOthers || $0.source == PeerName.welfare.rawValue
        }
        hidden = stated.count - open.count
        var dated: [(CivilDate, Instant, AddresseeStatement)] = []
        for person in residents {
            dated.append(
                (
                    person.effectiveOn, person.recordedAt,
                    AddresseeStatement(person, isProtected, reader)
                ))
        }
        for record in open {
            dated.append(
                (
                    record.effectiveOn, record.recordedAt,
                    AddresseeStatement(record, isProtected, reader)
                ))
        }
        statements = dated.sorted { ($0.0, $0.1.microseconds) > ($1.0, $1.1.microseconds) }
            .map(\.2)
        numbers = history.addressees.map { number in
            let resident = history.residentHistory[number]?.last
            let uses = history.businesses[number] ?? []
            return AddresseeNumberRow(
                number: number.description,
                origin: resident == nil ? "住登外" : "住民記録",
                status: resident?.status.wording ?? Resident.Status.nonResident.wording,
                businesses: uses.map { use in
                    register.all.first { $0.business == use }?.title ?? use.id
                }.sorted().joined(separator: "・"))
        }
        var flags: [Flag] = isProtected ? [.protected] : []
        if newest.contains(where: { $0.status == .dead }) { flags.append(Flag("死亡", .stop)) }
        if newest.isEmpty { flags.append(Flag("住登外", .warn)) }
        if history.addressees.count > 1 {
            flags.append(Flag("番号 \(history.addressees.count)つ", .plain))
        }
        self.flags = flags
    }
}

extension AddresseeStatement {
    fileprivate init(_ person: Resident, _ isProtected: Bool, _ reader: Principal) {
        number = person.addressee.description
        on = Say.short(person.effectiveOn)
        why = "住民記録の異動"
        name = reader.sees(person.name, of: .name)
        kana = reader.sees(person.kana, of: .kana)
        born = reader.sees(Say.short(person.born), of: .birthDate)
        sex = reader.sees(Say.sex(person.sex), of: .sex)
        address =
            isProtected
            ? Say.hiddenForProtection
            : reader.sees(
                [person.address, person.building].filter { !$0.isEmpty }.joined(separator: " "),
                of: .address)
        status = person.status.wording
        recorded = Say.moment(person.recordedAt)
    }

    fileprivate init(_ record: NonResidentRecord, _ isProtected: Bool, _ reader: Principal) {
        let items = record.fourItems
        number = record.addressee.description
        on = Say.short(record.effectiveOn)
        why = "住登外者の\(record.event.rawValue)"
        name = reader.sees(items.name, of: .name)
        kana = reader.sees(items.kana, of: .kana)
        born = reader.sees(Say.stated(items.born.text), of: .birthDate)
        sex = reader.sees(Say.sex(items.sex), of: .sex)
        address =
            isProtected
            ? Say.hiddenForProtection
            : reader.sees(
                [items.address, items.building].filter { !$0.isEmpty }.joined(separator: " "),
                of: .address)
        status = record.event == .deleted ? "削除" : Resident.Status.nonResident.wording
        recorded = Say.moment(record.recordedAt)
    }
}
