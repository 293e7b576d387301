// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 記入: a new entry of a register, with its number.
public enum EnterRecord {
    /// The operation of most registers; incidents, requests and slips have their own.
    public static let operation = OperationCode.writeRegister

    /// - Parameters:
    ///   - responsible: the user id of whoever answers for it; the writer where nothing is said.
    ///   - subject: 宛名番号, for registers about residents.
    /// - Returns: the number, without gaps in its register and year.
    /// - Throws: `RegisterRefusal`.
    @discardableResult
    public static func perform(
        _ code: String, _ values: RegisterValues, responsible: String? = nil,
        subject: AddresseeNumber? = nil, room: RegisterRoom, in scope: Scope
    ) throws -> EntryNumber {
        let kind = try room.catalogue.kind(code)
        try RegisterGuard.enter(kind, in: scope)
        guard subject == nil || kind.isPersonal else { throw RegisterRefusal.notYours }
        try RegisterGuard.fields(kind, values, at: .entry, in: scope)
        let state: EntryState = kind.life == .record ? .closed : .open
        try RegisterRules.check(kind, values, earlier: nil, to: state, room: room, in: scope)
        return try RegisterWriting.append(
            kind,
            EntryDraft(
                values: values, responsible: responsible ?? scope.principal.officer,
                subject: subject),
            state: state, deadlines: room.catalogue.deadlines, scope)
    }
}
