// SPDX-License-Identifier: Apache-2.0
import Addressee
import NumberGate
import Office
import Safeguards
import Vocabulary

/// 付番, second step: who is known already, by the 個人番号 and by the four items; then an existing
/// number is used, or a new one is given.
enum CandidatesScreen {
    struct Body: PageModel {
        let items: [Item]
        let columns: [MatchScreen.Column]
        let rows: [MatchScreen.Row]
        let hasCandidates: Bool
        let isCut: Bool
        let holder: String?
        let action: String
        let fields: [FormField]
        let mayNumber: Bool
    }

    struct Reading: Sendable {
        let candidates: [Candidate]
        /// Who is registered with the 個人番号.
        let holders: [MaskedCard]
    }

    static let most = 5

    static func show(_ visit: Visit) async throws -> Answer {
        guard try ticket(visit) != nil else { return .seeOther(Route.numberForm.path()) }
        return .page(try await page(visit, problems: []))
    }

    /// Uses the number of a candidate (処理区分2), or gives a new one (処理区分0).
    static func number(_ visit: Visit) async throws -> Answer {
        guard let ticket = try ticket(visit) else { throw DeskRefusal.draftGone }
        var reading = FormReading(visit.form, today: visit.today)
        let answer = reading.typed["who"]
        let chosen = AddresseeNumber(answer)
        if chosen == nil, answer != "new" {
            reading.wrong("who", "候補の方か、「新しく付番する」を選んでください。")
        }
        if reading.isRight {
            do {
                let number = try await carryOut(ticket, chosen, visit)
                return visit.carriedOut(Route.addressee.path(number) + "?done=numbered")
            } catch let refusal as AddresseeRefusal {
                reading.refused(refusal, field: "who")
            } catch let refusal as ParameterProblems {
                reading.refused(refusal, field: "who")
            }
        }
        return .page(try await page(visit, problems: reading.problems))
    }

    private static func carryOut(
        _ ticket: CandidateTicket, _ chosen: AddresseeNumber?, _ visit: Visit
    ) async throws -> AddresseeNumber {
        let (office, peer) = (visit.installation, try visit.welfare())
        let officer = try visit.officer().officer
        let request = try NonResidentRequest(
            parameters: NumberingWords.parameters(
                ticket, chosen, peer: peer, body: office.peers.body, officer: officer,
                at: visit.desk.now), body: office.peers.body)
        let (vault, register) = (office.vault, office.peers.register)
        return try await visit.performInAddressee(
            .numberPerson, about: [chosen].compactMap(\.self)
        ) { scope in
            let answer = try NumberNonResident.perform(
                request, number: ticket.number, from: peer, register: register, vault: vault,
                in: scope)
            scope.saw(answer.addressee)
            return answer.addressee
        }
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        guard let ticket = try ticket(visit) else { throw DeskRefusal.draftGone }
        let (vault, peer) = (visit.installation.vault, try visit.welfare())
        let found = try await visit.performInAddressee(.searchAddressee, reason: ticket.reason) {
            scope in
            Reading(
                candidates: try FindCandidates.perform(
                    ticket.items, limit: most, from: peer, in: scope),
                holders: try ticket.number.map {
                    try SearchAddressee.performMasked(
                        PersonQuestion(number: $0), on: peer, vault: vault, in: scope)
                } ?? [])
        }
        let reader = try visit.officer()
        let columns = found.candidates.enumerated().map { column($1, at: $0, found, visit) }
        let body = Body(
            items: [
                Item("個人番号", ticket.number == nil ? "入力なし" : "入力済み（表示しません）"),
                Item(
                    "4情報",
                    [
                        ticket.items.name, Say.stated(ticket.items.born.text),
                        Say.sex(ticket.items.sex), ticket.items.address, ticket.items.building,
                    ].filter { !$0.isEmpty }.joined(separator: "　")), Item("理由", ticket.reason),
            ], columns: columns,
            rows: FourItemComparison.Item.allCases.map { row($0, ticket, found, reader) },
            hasCandidates: !columns.isEmpty, isCut: found.candidates.count >= most,
            holder: found.holders.first.map {
                "入力した個人番号の方は、宛名番号 \($0.addressee) として登録されています。"
            }, action: Route.numberPerson.path(visit.parameters["ticket"] ?? ""),
            fields: [choice(found, visit.form)].checked(problems),
            mayNumber: visit.may(.numberPerson))
        return Page(
            "matching/candidates", "付番の候補",
            crumbs: [
                .home, .screen(.matching, .matches), Crumb("候補検索・付番", Route.numberForm.path()),
            ],
            keys: [
                .link("F3", "入力し直す", Route.numberForm.path()),
                .send("F12", "決める", form: "number-form", isMain: true),
            ], problems: problems, body: body)
    }

    private static func ticket(_ visit: Visit) throws -> CandidateTicket? {
        visit.desk.candidateTickets.get(
            visit.parameters["ticket"] ?? "", of: try visit.officer().officer)
    }

    private static func choice(_ found: Reading, _ typed: Typed) -> FormField {
        var choices = found.candidates.enumerated().map { index, candidate in
            let isResident = candidate.origin == .residentRegister
            return FormField.Choice(
                value: candidate.addressee.description,
                label: "候補\(index + 1)の宛名番号を使う（\(candidate.addressee)）",
                detail: isResident ? "住民記録の方です。番号はもうあるので、付番は要りません" : nil,
                isDisabled: isResident)
        }
        choices.append(
            .init(value: "new", label: "どの候補とも別人：住登外者として新しく付番する"))
        return .radio("who", "どうしますか", typed, choices, isRequired: true)
    }

    private static func column(
        _ candidate: Candidate, at index: Int, _ found: Reading, _ visit: Visit
    ) -> MatchScreen.Column {
        var flags: [Flag] = []
        if found.holders.contains(where: { $0.addressee == candidate.addressee }) {
            flags.append(Flag("個人番号が一致", .good))
        }
        if candidate.isFromHistory { flags.append(Flag("過去の記録", .warn)) }
        if candidate.isProtected { flags.append(.protected) }
        let number = candidate.addressee.description
        return MatchScreen.Column(
            value: number, title: "候補\(index + 1)", number: number,
            origin: candidate.origin.rawValue,
            agreements: "\(candidate.comparison.agreements)項目一致",
            href: Route.addressee.path(candidate.addressee), flags: flags, id: "who-\(index)",
            isChosen: false)
    }

    private static func row(
        _ item: FourItemComparison.Item, _ ticket: CandidateTicket, _ found: Reading,
        _ reader: Principal
    ) -> MatchScreen.Row {
        let stated =
            FourItemComparison(stated: ticket.items, registered: ticket.items).lines
            .first { $0.item == item }?.stated ?? ""
        return MatchScreen.Row(
            label: item.rawValue, stated: item == .born ? Say.stated(stated) : stated,
            cells: found.candidates.map { candidate in
                guard
                    let line = candidate.comparison.lines.first(where: { $0.item == item })
                else { return MatchScreen.Cell(text: "", verdict: "なし", weight: "plain") }
                let text = item == .born ? Say.stated(line.registered) : line.registered
                return MatchScreen.Cell(
                    text: candidate.isProtected && item == .address
                        ? Say.hiddenForProtection : reader.sees(text, of: item.field),
                    verdict: line.verdict.rawValue, weight: Verdicts.weight(line.verdict))
            })
    }
}

/// The parameters of the numbering interface (付番API), as this office fills them.
enum NumberingWords {
    static func parameters(
        _ ticket: CandidateTicket, _ chosen: AddresseeNumber?, peer: Peer, body: String,
        officer: String, at now: Instant
    ) -> [String: String] {
        let time = now.timeInJapan
        var words = [
            "shorikubun": chosen == nil ? "0" : "2", "shikuchosonkodo": body,
            "atenabango": chosen?.description ?? "",
            "sosashaid": String(officer.prefix(10)),
            "sosanengappi": now.dayInJapan.description,
            "sosajikoku":
                "\(Say.two(time.hour)):\(Say.two(time.minute)):\(Say.two(time.second))",
        ]
        switch peer.business.kind {
        case .standard: words["gyomuid"] = peer.business.id
        case .ownScheme: words["dokujishisakushisutemutoid"] = peer.business.id
        }
        let items = ticket.items
        let stated: [NonResidentItem: String] = [
            .name: items.name, .kana: items.kana, .sex: items.sex, .born: items.born.text,
            .town: items.address, .building: items.building, .postalCode: ticket.postalCode,
        ]
        for (item, text) in stated where !text.isEmpty { words[item.rawValue] = text }
        return words
    }
}
