// SPDX-License-Identifier: Apache-2.0
import Copying
import Entitlement
import Inquiries
import Links
import Office
import Press
import Safeguards
import Scheme
import Vocabulary

/// Sends a question, prints a letter, records a consent.
enum AskSteps {
    static func request(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let request = try request(visit, &reading, prefix: "")
        let reason = reading.text("reason", orElse: "照会の理由を入力してください（記録されます）。")
        guard reading.isRight, let request else {
            return .page(try await AskScreen.page(visit, problems: reading.problems))
        }
        let gateway = visit.installation.inquiries
        do {
            let number = try await visit.perform(
                .requestInquiry, about: [request.subject], for: AskScreen.purpose(visit),
                reason: reason
            ) { scope in
                try RequestInquiry.perform(request, through: gateway, in: scope)
            }
            return visit.carriedOut(Route.inquiry.path(number) + "?done=inquired")
        } catch let refusal as InquiryRequestRefusal {
            reading.refused(refusal, field: field(of: refusal, prefix: ""))
        } catch let refusal as InquiryRefusal {
            reading.refused(refusal, field: "about")
        }
        return .page(try await AskScreen.page(visit, problems: reading.problems))
    }

    static func letter(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let request = try request(visit, &reading, prefix: "letter-")
        let reason = reading.text("letter-reason", orElse: "照会の理由を入力してください（記録されます）。")
        let to = counterpart(&reading)
        let due = reading.date("due", "回答の期限")
        guard reading.isRight, let request, let to, let due else {
            return .page(try await AskScreen.page(visit, problems: reading.problems))
        }
        let (office, desk) = (visit.installation, visit.desk)
        let there = reading.typed["address-there"]
        do {
            let printed = try await visit.perform(
                .writeInquiryLetter, about: [request.subject], for: AskScreen.purpose(visit),
                reason: reason
            ) { scope in
                let letter = try WriteInquiryLetter.perform(
                    LetterRequest(request, to: to, addressThere: there, dueOn: due),
                    because: reason, choices: office.inquiries.choices,
                    directory: office.directory, in: scope)
                return try print(
                    letter, desk, back: Route.inquiry.path(letter.number), in: scope)
            }
            let key = desk.prints.put(printed, of: try visit.officer().officer)
            return visit.carriedOut(Route.printed.path(key))
        } catch InquiryRequestRefusal.protected {
            return try await hold(
                LetterRequest(request, to: to, addressThere: there, dueOn: due), because: reason,
                visit, &reading)
        } catch let refusal as InquiryRequestRefusal {
            reading.refused(refusal, field: field(of: refusal, prefix: "letter-"))
        }
        return .page(try await AskScreen.page(visit, problems: reading.problems))
    }

    /// About a protected family nothing is printed: the letter waits for a second officer (1410).
    private static func hold(
        _ letter: LetterRequest, because reason: String, _ visit: Visit,
        _ reading: inout FormReading
    ) async throws -> Answer {
        let office = visit.installation
        do {
            try await visit.perform(
                .writeInquiryLetter, about: [letter.request.subject],
                for: AskScreen.purpose(visit), reason: reason
            ) { scope in
                _ = try HoldInquiryLetter.perform(
                    letter, because: reason, choices: office.inquiries.choices,
                    directory: office.directory, in: scope)
            }
            return visit.carriedOut(
                Route.newInquiry.path(letter.request.child)
                    + "?purpose=\(AskScreen.purpose(visit).rawValue)&done=inquiryheld")
        } catch let refusal as InquiryRequestRefusal {
            reading.refused(refusal, field: field(of: refusal, prefix: "letter-"))
            return .page(try await AskScreen.page(visit, problems: reading.problems))
        }
    }

    static func consent(_ visit: Visit) async throws -> Answer {
        let child = try visit.addressee()
        var reading = FormReading(visit.form, today: visit.today)
        let matter: ConsentMatter? = reading.code("matter", orElse: "何への同意かを選んでください。")
        let evidence: ConsentEvidence? = reading.code(
            "evidence", orElse: "同意を示すものを選んでください。")
        let about = AddresseeNumber(reading.typed["consent-about"])
        let giver = AddresseeNumber(reading.typed["giver"])
        if about == nil { reading.wrong("consent-about", "だれの情報かを選んでください。") }
        if giver == nil { reading.wrong("giver", "同意した方を選んでください。") }
        let on = reading.date("given-on", "同意の日")
        let reference = reading.text("reference", orElse: "受付番号か文書番号を入力してください。")
        let isWithdrawn = reading.typed["word"] == "withdrawn"
        if reading.isRight, let matter, let evidence, let about, let giver, let on {
            let input = ConsentInput(
                matter, about: ConsentCase(subject: about, child: child), by: giver, on: on,
                evidence: evidence, reference: reference)
            do {
                try await visit.perform(about: [about]) { scope in
                    if isWithdrawn {
                        try RecordConsent.withdraw(input, in: scope)
                    } else {
                        try RecordConsent.perform(input, in: scope)
                    }
                }
                return visit.carriedOut(
                    Route.newInquiry.path(child) + "?purpose=\(AskScreen.purpose(visit).rawValue)"
                        + "&done=\(isWithdrawn ? "consentwithdrawn" : "consented")")
            } catch let refusal as ConsentRefusal {
                reading.refused(refusal, field: "matter")
            }
        }
        return .page(try await AskScreen.page(visit, problems: reading.problems))
    }

    /// The letter on its way to the printer.
    static func print(
        _ letter: InquiryLetter, _ desk: DeskRoom, back: String, in scope: Scope
    ) throws -> PrintedPaper {
        let office = desk.settings.office
        let sheet = try letter.letter(
            sender: office.sender, desk: office.desk, letters: desk.installation.book.letters)
        let printed = try sheet.map {
            try desk.pressRoom().preview([.letter($0)], desk.order("照会書"))
        }
        let pdf = printed?.pdf
        try PrintLog.record(
            PrintedOutput(
                "照会書", expected: 1, produced: pdf == nil ? 0 : 1,
                pages: printed?.report.pages ?? 0), ceilings: desk.installation.ceilings,
            in: scope)
        return PrintedPaper(
            title: "照会書の発行", pdf: pdf ?? [], expected: 1, produced: pdf == nil ? 0 : 1,
            leftOut: pdf == nil ? ["照会番号を封筒に書けません"] : [], back: back)
    }

    static func counterpart(_ reading: inout FormReading) -> InquiryCounterpart? {
        let name = reading.text("counterpart", orElse: "照会先を入力してください。")
        let address = reading.text("counterpart-address", orElse: "照会先の住所を入力してください。")
        _ = reading.text("address-there", orElse: "その団体での本人の住所を入力してください。")
        let postal = EntryReading.digits(reading.typed["counterpart-postal"])
        if !postal.isEmpty, postal.count != 7 {
            reading.wrong("counterpart-postal", "郵便番号は7桁の数字です。")
        }
        return reading.isRight
            ? InquiryCounterpart(name: name, postalCode: postal, address: address) : nil
    }

    private static func request(
        _ visit: Visit, _ reading: inout FormReading, prefix: String
    ) throws -> InquiryRequest? {
        let child = try visit.addressee()
        let subject = AddresseeNumber(reading.typed[prefix + "about"])
        if subject == nil { reading.wrong(prefix + "about", "だれについて照会するかを選んでください。") }
        let codes = reading.typed[prefix + "item"].split(separator: "|").map(String.init)
        if codes.count != 2 { reading.wrong(prefix + "item", "照会する事項を選んでください。") }
        let day = reading.optionalDate(prefix + "day", "基準日")
        guard let subject, codes.count == 2 else { return nil }
        return InquiryRequest(
            subject: subject, child: child, procedure: codes[0], item: codes[1], aboutOn: day)
    }

    private static func field(of refusal: InquiryRequestRefusal, prefix: String) -> String? {
        switch refusal {
        case .notInCatalogue, .otherPurpose, .noConsent: prefix + "item"
        case .noOpenCase, .underWay, .protected, .personUnknown: prefix + "about"
        case .wrongDays: prefix + "day"
        default: nil
        }
    }
}
