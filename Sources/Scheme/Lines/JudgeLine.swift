// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// One line of `hagukumi judge`: a JSON request in, a JSON answer out.
public enum JudgeLine {
    /// Answers one line; a line that cannot be read gets an error object.
    ///
    /// - Parameter number: the line's number from 1, for the error object.
    public static func answer(
        _ line: String, number: Int, library: SchemeLibrary, office: OfficeDays
    ) -> LineAnswer {
        do throws(LineRefusal) {
            let (book, request) = try read(line, library: library)
            return LineAnswer(json: book.judge(request, office: office).json, wasRead: true)
        } catch {
            return error.answer(line: number)
        }
    }

    /// Reads one line as a request and the book that it names.
    public static func read(
        _ line: String, library: SchemeLibrary
    ) throws(LineRefusal) -> (book: SchemeBook, request: JudgeRequest) {
        let written = try decodeLine(WrittenRequest.self, line)
        guard let book = library.book(written.scheme) else {
            throw .unknownScheme(written.scheme, known: library.books.map(\.id))
        }
        return (book, written.request)
    }
}

/// The JSON of a request.
private struct WrittenRequest: Decodable {
    struct Child: Decodable {
        let born: CivilDate
        let residentFrom: CivilDate?
        let residentUntil: CivilDate?
        let insuredFrom: CivilDate?
        let insuredUntil: CivilDate?
        let married: Bool?
        let exclusions: [String]?
        /// Only books with an income rule ask: one entry a person and year of assessment.
        let incomes: [WrittenIncome]?
        /// False: there is no other parent.
        let otherParent: Bool?
        /// Only of a child that is no national.
        let stay: WrittenStay?

        var household: HouseholdIncome? {
            WrittenIncome.household(incomes, otherParent: otherParent)
        }
    }

    /// `"birth"`, or `{"kind":"birth","date":"2024-04-01"}`.
    struct Event: Decodable {
        let kind: StartEvent
        let date: CivilDate?

        private enum CodingKeys: CodingKey { case kind, date }

        init(from decoder: any Decoder) throws {
            let word: String
            if let plain = try? decoder.singleValueContainer().decode(String.self) {
                (word, date) = (plain, nil)
            } else {
                let fields = try decoder.container(keyedBy: CodingKeys.self)
                word = try fields.decode(String.self, forKey: .kind)
                date = try fields.decodeIfPresent(CivilDate.self, forKey: .date)
            }
            guard let kind = StartEvent(rawValue: word) else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "event"))
            }
            self.kind = kind
        }
    }

    let scheme: String
    let on: CivilDate
    let applied: CivilDate?
    let event: Event?
    let child: Child
    let recipient: WrittenRecipient?

    var request: JudgeRequest {
        var request = JudgeRequest(
            on: on, applied: applied,
            event: event.map { JudgeRequest.Event(kind: $0.kind, date: $0.date) },
            child: JudgeRequest.Child(
                born: child.born, residentFrom: child.residentFrom,
                residentUntil: child.residentUntil, insuredFrom: child.insuredFrom,
                insuredUntil: child.insuredUntil, married: child.married ?? false,
                exclusions: child.exclusions ?? [], incomes: child.household))
        request.child.stay = child.stay?.facts
        request.recipient = recipient?.facts
        return request
    }
}

extension Judgement {
    /// The answer as one JSON object, fields in the order of the contract.
    public var json: String {
        var text = JSONText()
        text.raw("outpatient", outpatient.json)
        text.raw("inpatient", inpatient.json)
        text.field("book", book)
        return text.object
    }
}

extension SettingJudgement {
    var json: String {
        var text = JSONText()
        text.field("eligible", eligible)
        text.field("from", period?.from)
        text.field("until", period?.until)
        text.objects("findings", findings.map(\.json))
        text.field("event", event?.rawValue)
        text.field("deadline", deadline)
        text.field("unset", unset)
        if !missing.isEmpty { text.field("missing", missing) }
        text.field("unconfirmed", unconfirmed)
        return text.object
    }
}

extension Finding {
    var json: String {
        var text = JSONText()
        text.field("rule", rule.rawValue)
        text.field("article", article)
        text.field("met", met)
        text.field("because", because)
        return text.object
    }
}
