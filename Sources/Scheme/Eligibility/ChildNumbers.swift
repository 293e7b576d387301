// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The facts of one child as day numbers; what is missing has a sentinel.
struct ChildNumbers {
    /// "Never": later than every day of a register.
    static let never = Int32.max
    /// "Not given": earlier than every day of a register.
    static let none = Int32.min

    var born: Int32
    var residentFrom: Int32
    var residentUntil: Int32
    var insuredFrom: Int32
    var insuredUntil: Int32
    var exclusions: UInt16
    /// `none` when no application day was handed in.
    var applied: Int32
    /// 0 without an event, else the event's index + 1.
    var eventKind: UInt8
    var eventDay: Int32
    /// The stay ends by death.
    var hasDied = false
}

extension ChildNumbers {
    init(_ request: JudgeRequest, exclusions list: ExclusionList) {
        let child = request.child
        born = child.born.dayNumber
        residentFrom = child.residentFrom?.dayNumber ?? ChildNumbers.never
        residentUntil = child.residentUntil?.dayNumber ?? ChildNumbers.never
        insuredFrom = child.insuredFrom?.dayNumber ?? ChildNumbers.never
        insuredUntil = child.insuredUntil?.dayNumber ?? ChildNumbers.never
        exclusions = list.mask(of: child.exclusions)
        if child.married { exclusions |= list.mask(of: ExclusionKind.married.rawValue) }
        applied = request.applied?.dayNumber ?? ChildNumbers.none
        eventKind = request.event.map { UInt8($0.kind.index + 1) } ?? 0
        eventDay = request.event?.date?.dayNumber ?? ChildNumbers.none
        hasDied = child.hasDied
    }
}

/// Why a child is not eligible on a day, as bits; each belongs to one rule of `Finding`.
struct Unmet: OptionSet, Sendable, Hashable {
    let rawValue: UInt16
    static let notBorn = Unmet(rawValue: 1)
    static let age = Unmet(rawValue: 2)
    static let ageUnset = Unmet(rawValue: 4)
    static let residence = Unmet(rawValue: 8)
    static let insurance = Unmet(rawValue: 16)
    static let exclusion = Unmet(rawValue: 32)
    static let startsLater = Unmet(rawValue: 64)
    static let startUnset = Unmet(rawValue: 128)
    static let income = Unmet(rawValue: 256)
    static let stay = Unmet(rawValue: 512)
    static let recipient = Unmet(rawValue: 1024)

    /// What refuses by itself, with nothing left to be known.
    static let refusing: Unmet = [
        .notBorn, .age, .residence, .insurance, .exclusion, .recipient,
    ]
}

/// One stretch of entitlement by age, residence, insurance and start, half-open.
struct Stretch {
    /// First day by age, residence and insurance, before the start rule.
    var possibleFrom: Int32
    var from: Int32
    var until: Int32
    var event: StartEvent
    var eventDay: Int32
    /// The start rule is not known to the book.
    var startIsUnset: Bool
    /// Days before `possibleFrom` are not answered by the book.
    var beginningIsUnknown: Bool
    var deadline: Int32
}
