// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Links
import Office
import Safeguards
import Vocabulary

/// What officers do with protection measures: ask, decide, send back.
enum ProtectionSteps {
    static func propose(_ visit: Visit) async throws -> Answer {
        let number = try visit.addressee()
        var reading = FormReading(visit.form, today: visit.today)
        let input = input(&reading)
        guard let input, reading.isRight else {
            return .page(try await ProtectionScreen.page(visit, problems: reading.problems))
        }
        let directory = visit.installation.directory
        return try await carryOut(visit, &reading, again: ProtectionScreen.page) {
            _ = try await visit.perform(about: input.members) { scope in
                try ProposeProtection.perform(input, directory: directory, in: scope)
            }
            return Route.protection.path(number) + "?done=protectionasked"
        }
    }

    static func proposeEnd(_ visit: Visit) async throws -> Answer {
        let number = try visit.addressee()
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("end-reason", orElse: "終了の理由を入力してください（記録されます）。")
        var versions: [AddresseeNumber: String] = [:]
        for text in visit.form.all("ended") {
            let parts = text.split(separator: "=").map(String.init)
            if parts.count == 2, let member = AddresseeNumber(parts[0]) {
                versions[member] = parts[1]
            }
        }
        if versions.isEmpty { reading.wrong("ended", "終わる方を選んでください。") }
        guard reading.isRight else {
            return .page(try await ProtectionScreen.page(visit, problems: reading.problems))
        }
        let (directory, seen) = (visit.installation.directory, versions)
        return try await carryOut(visit, &reading, again: ProtectionScreen.page) {
            _ = try await visit.perform(about: seen.keys.sorted(), reason: reason) { scope in
                try ProposeProtectionEnd.perform(
                    seen, reason: reason, directory: directory, in: scope)
            }
            return Route.protection.path(number) + "?done=protectionendasked"
        }
    }

    static func approve(_ visit: Visit) async throws -> Answer {
        let (id, directory) = (try visit.id("request"), visit.installation.directory)
        var reading = FormReading(visit.form, today: visit.today)
        return try await carryOut(visit, &reading, again: ProtectionListScreen.page) {
            try await visit.perform { scope in
                try ApproveProtection.perform(id, directory: directory, in: scope)
            }
            return Route.protections.path() + "?done=protectionset"
        }
    }

    static func approveEnd(_ visit: Visit) async throws -> Answer {
        let (id, directory) = (try visit.id("request"), visit.installation.directory)
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("reason", orElse: "終了を決裁する理由を入力してください（記録されます）。")
        guard reading.isRight else {
            return .page(try await ProtectionListScreen.page(visit, problems: reading.problems))
        }
        return try await carryOut(visit, &reading, again: ProtectionListScreen.page) {
            try await visit.perform(reason: reason) { scope in
                try ApproveProtectionEnd.perform(id, directory: directory, in: scope)
            }
            return Route.protections.path() + "?done=protectionended"
        }
    }

    static func sendBack(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("request")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("reason", orElse: "差戻しの理由を入力してください。")
        guard reading.isRight else {
            return .page(try await ProtectionListScreen.page(visit, problems: reading.problems))
        }
        return try await carryOut(visit, &reading, again: ProtectionListScreen.page) {
            try await visit.perform(reason: reason) { scope in
                try SendBackProtection.perform(id, reason: reason, in: scope)
            }
            return Route.protections.path() + "?done=protectionback"
        }
    }

    /// Carries a step out; what the office refuses is said above the form.
    static func carryOut(
        _ visit: Visit, _ reading: inout FormReading,
        again page: (Visit, [FormProblem]) async throws -> Page, _ step: () async throws -> String
    ) async throws -> Answer {
        do {
            return visit.carriedOut(try await step())
        } catch let refusal as any Refusal
            where refusal is ProtectionRefusal || refusal is EntitlementRefusal
            || refusal is InquiryRequestRefusal
            || (refusal as? SafeguardRefusal) == .sameOfficer
        {
            reading.refused(refusal)
        }
        return .page(try await page(visit, reading.problems))
    }

    private static func input(_ reading: inout FormReading) -> ProtectionInput? {
        let typed = reading.typed
        let members = typed.all("member").compactMap { AddresseeNumber($0) }
        if members.isEmpty { reading.wrong("member", "対象者を選んでください。") }
        let kind: ProtectionKind? = reading.code("kind", orElse: "種別を選んでください。")
        let source: ProtectionSource? = reading.code("source", orElse: "出所を選んでください。")
        let from = reading.date("from", "始まりの日")
        let until = reading.optionalDate("until", "終わりの日")
        let reason = reading.text("reason", orElse: "起案の理由を入力してください（記録されます）。")
        let abuser = typed["abuser"].isEmpty ? nil : AddresseeNumber(typed["abuser"])
        if !typed["abuser"].isEmpty, abuser == nil {
            reading.wrong("abuser", "相手方の宛名番号の桁か検査数字が違います。")
        }
        guard let kind, let source, let from else { return nil }
        return ProtectionInput(
            members: members, kind: kind, source: source, from: from, until: until,
            consulted: typed["consulted"],
            abuser: Abuser(
                number: abuser, name: typed["abuser-name"], kana: typed["abuser-kana"],
                relation: typed["abuser-relation"]), reason: reason)
    }
}
