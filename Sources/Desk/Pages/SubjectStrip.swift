// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// The strip over every page about one person: who it is, and what must not be overlooked, in words.
struct SubjectStrip: PageModel {
    let number: String
    let name: String
    /// The legal name, where 通称 is shown.
    let legalName: String?
    let kana: String
    let birth: String
    let sex: String
    let household: String
    let relationship: String
    let flags: [Flag]
    /// What the last officer left for the next, the most important first.
    let memos: [MemoLine]
    let hasMemos: Bool

    /// A memo in the strip; under protection only that there is one.
    struct MemoLine: PageModel {
        let word: String
        let weight: String
        let text: String
    }

    /// From what the register says now.
    init(_ read: StripReading, for reader: Principal, in office: Installation) {
        let person = read.person
        memos = MemoLine.shown(read.memos, isProtected: read.isFamilyProtected, for: reader)
        hasMemos = !read.memos.isEmpty
        let today = office.settings.clock.today()
        number = person.number.description
        name = reader.sees(person.alias ?? person.name, of: .name)
        legalName = person.alias == nil ? nil : reader.sees(person.name, of: .name)
        kana = reader.sees(person.kana, of: .kana)
        birth = reader.sees(Say.birth(person.born, on: today), of: .birthDate)
        sex = reader.sees(person.sex.wording, of: .sex)
        household = person.household ?? "—"
        relationship = reader.sees(
            office.wording(person.relationship, in: "relationship"), of: .relationship)
        flags =
            Flag.about(person)
            + Flag.about(read.applications, pending: read.pending, on: today)
    }

    /// From what was stored, for looking back; the memos and the protection of today count. Where an
    /// application stands today is no word about that day.
    init(
        _ person: PersonSnapshot, on day: CivilDate, _ read: StripReading, for reader: Principal,
        in office: Installation
    ) {
        number = person.number.description
        name = reader.sees(person.shownName, of: .name)
        legalName = person.alias == nil ? nil : reader.sees(person.name, of: .name)
        kana = reader.sees(person.kana, of: .kana)
        birth = reader.sees(Say.birth(person.born, on: day), of: .birthDate)
        sex = reader.sees(person.sex.wording, of: .sex)
        household = person.household ?? "—"
        relationship = reader.sees(
            office.wording(person.relationship, in: "relationship"), of: .relationship)
        flags = read.person.isProtected ? [.protected] : []
        memos = MemoLine.shown(read.memos, isProtected: read.isFamilyProtected, for: reader)
        hasMemos = !read.memos.isEmpty
    }
}

extension SubjectStrip.MemoLine {
    /// The words of what is important, and how many others there are.
    fileprivate static func shown(
        _ memos: [Recorded<Memo>], isProtected: Bool, for reader: Principal
    ) -> [SubjectStrip.MemoLine] {
        let loud = memos.filter { $0.value.importance == .warning }
        var lines = loud.map { fact in
            SubjectStrip.MemoLine(
                word: "メモ 重要", weight: Flag.Weight.stop.rawValue,
                text: Say.memo(fact.value, isProtected: isProtected, for: reader))
        }
        let quiet = memos.count - loud.count
        if quiet > 0 {
            lines.append(
                SubjectStrip.MemoLine(
                    word: "メモ \(quiet)件", weight: Flag.Weight.plain.rawValue, text: ""))
        }
        return lines
    }
}

extension Flag {
    static let protected = Flag("支援措置", .stop)

    /// What the register says that changes how a person is dealt with.
    static func about(_ person: ResidentSnapshot) -> [Flag] {
        var flags: [Flag] = []
        if person.isProtected { flags.append(.protected) }
        let until = person.residentUntil.map { "（\(Say.short($0))）" } ?? ""
        switch person.status {
        case .resident: break
        case .movedOut: flags.append(Flag("転出" + until, .stop))
        case .died: flags.append(Flag("死亡" + until, .stop))
        case .nonResident: flags.append(Flag("住登外", .warn))
        }
        return flags
    }

    /// Where the applications and proposals of a child stand.
    static func about(
        _ applications: [ApplicationFile], pending: Int, on today: CivilDate
    ) -> [Flag] {
        var flags: [Flag] = []
        for file in applications where file.status.isOpen {
            guard file.status.isHeld else {
                if file.status != .proposed { flags.append(Flag(file.status.wording, .plain)) }
                continue
            }
            let due = file.dueOn.map { "（期限 \(Say.short($0))）" } ?? ""
            let isOver = file.dueOn.map { $0 < today } ?? false
            flags.append(Flag("保留" + due, isOver ? .stop : .warn))
        }
        if pending > 0 { flags.append(Flag("決裁待ち", .plain)) }
        return flags
    }
}
