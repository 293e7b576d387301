// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// A circular that an officer has to read, or has read.
public struct Circular: Sendable, Hashable {
    public let number: EntryNumber
    public let title: String
    public let kind: String
    public let text: String
    public let until: CivilDate?
    public let isRead: Bool
}

/// 回覧の一覧: what an officer still has to read, first.
public enum ListCirculars {
    public static let operation = OperationCode.viewHome

    public static func perform(in scope: Scope) throws -> [Circular] {
        let read = try CircularBook.read(by: scope.principal.officer, from: scope.db)
        return try RegisterBook.entries(
            of: "circular", states: [.active], limit: 200, from: scope.db
        ).filter { $0.values.day("from").map { $0 <= scope.today } ?? false }
            .map { entry in
                Circular(
                    number: entry.number, title: entry.values["title"] ?? "",
                    kind: entry.values["kind"] ?? "", text: entry.values["text"] ?? "",
                    until: entry.values.day("until"), isRead: read.contains(entry.id))
            }.sorted { !$0.isRead && $1.isRead }
    }
}

/// 回覧の確認: an officer says that a circular was read. Of a training paper that is the record of the
/// training, written in the same transaction.
public enum ReadCircular {
    public static let operation = OperationCode.readCircular

    /// - Throws: `RegisterRefusal`.
    public static func perform(
        _ number: EntryNumber, room: RegisterRoom, in scope: Scope
    ) throws {
        guard scope.operation == operation else { throw RegisterRefusal.notYours }
        guard let entry = try RegisterBook.entry("circular", number, from: scope.db) else {
            throw RegisterRefusal.unknownEntry
        }
        guard entry.state == .active else { throw RegisterRefusal.campaignNotOpen }
        let officer = scope.principal.officer
        guard try !CircularBook.read(by: officer, from: scope.db).contains(entry.id) else {
            throw RegisterRefusal.alreadyAnswered
        }
        _ = try scope.append([OfficerRow(entry: entry.id, officer: officer)])
        guard let subject = entry.values["subject"], let year = entry.values["year"] else {
            return
        }
        _ = try RegisterWriting.append(
            room.catalogue.kind("training"),
            EntryDraft(
                values: [
                    "officer": officer, "year": year, "subject": subject, "way": "資料回覧",
                    "on": scope.today.description,
                ], responsible: officer, why: "回覧 \(number.wording)"),
            state: .closed, deadlines: room.catalogue.deadlines, scope
        )
    }
}
