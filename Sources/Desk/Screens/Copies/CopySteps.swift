// SPDX-License-Identifier: Apache-2.0
import Copying
import Office
import Safeguards
import Vocabulary

/// The steps of a copy: approve, refuse, withdraw, write once, hand out with the record of a medium.
enum CopySteps {
    static func approve(_ visit: Visit) async throws -> Answer {
        let (id, lists) = (try visit.id("copy"), visit.installation.lists)
        return try await carryOut(visit, .approveCopy, "copyapproved") { scope in
            try DecideCopy.approve(id, lists: lists, in: scope)
        }
    }

    static func refuse(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("copy")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("why", orElse: "不承認の理由を入力してください。")
        guard reading.isRight else {
            return .page(try await CopyScreen.page(visit, problems: reading.problems))
        }
        return try await carryOut(visit, .approveCopy, "copyrefused") { scope in
            try DecideCopy.refuse(id, reason: reason, in: scope)
        }
    }

    static func withdraw(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("copy")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("gone", orElse: "取下げの理由を入力してください。")
        guard reading.isRight else {
            return .page(try await CopyScreen.page(visit, problems: reading.problems))
        }
        return try await carryOut(visit, .requestCopy, "copywithdrawn", reason: reason) { scope in
            try WithdrawCopy.perform(id, in: scope)
        }
    }

    static func write(_ visit: Visit) async throws -> Answer {
        let (id, office) = (try visit.id("copy"), visit.installation)
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("reason", orElse: "作成の理由を入力してください（記録されます）。")
        guard reading.isRight else {
            return .page(try await CopyScreen.page(visit, problems: reading.problems))
        }
        return try await carryOut(visit, .exportData, "copywritten", reason: reason) { scope in
            _ = try office.writeCopy(id, in: scope)
        }
    }

    /// The container as something to be saved on the medium that was recorded.
    static func handOut(_ visit: Visit) async throws -> Answer {
        let (id, shelf) = (try visit.id("copy"), visit.installation.shelf)
        var reading = FormReading(visit.form, today: visit.today)
        let transport = Self.transport(.handed, &reading)
        guard reading.isRight, let transport else {
            return .page(try await CopyScreen.page(visit, problems: reading.problems))
        }
        do {
            let (container, bytes) = try await visit.perform(.recordTransport) { scope in
                try RecordTransport.handOut(id, transport, shelf: shelf, in: scope)
            }
            return .attachment(
                bytes, name: container.file, landing: Route.copy.path(String(id)))
        } catch let refusal as CopyingRefusal {
            reading.refused(refusal)
        }
        return .page(try await CopyScreen.page(visit, problems: reading.problems))
    }

    static func recordMedium(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("copy")
        var reading = FormReading(visit.form, today: visit.today)
        let event: Transport.Event? = reading.code("event", orElse: "返却か廃棄かを選んでください。")
        let transport = event.flatMap { $0 == .handed ? nil : Self.transport($0, &reading) }
        guard reading.isRight, let transport else {
            return .page(try await CopyScreen.page(visit, problems: reading.problems))
        }
        return try await carryOut(visit, .recordTransport, "mediumrecorded") { scope in
            try RecordTransport.perform(id, transport, in: scope)
        }
    }

    private static func transport(
        _ event: Transport.Event, _ reading: inout FormReading
    ) -> Transport? {
        let typed = reading.typed
        guard let day = reading.date("on", "日付") else { return nil }
        return Transport(
            event, medium: typed["medium"], carrier: typed["carrier"],
            destination: typed["destination"], protection: typed["protection"], on: day)
    }

    static func mediumFields(_ typed: Typed, _ verb: String) -> [FormField] {
        [
            .text("medium", "媒体の番号", typed, hint: "媒体管理簿の番号", isRequired: true),
            .text("carrier", "運ぶ人", typed, isRequired: true),
            .text("destination", "行き先", typed, isRequired: true),
            .text("protection", "施錠などの方法", typed, hint: "例 施錠ケース、二人で運ぶ", isRequired: true),
            .date("on", "\(verb)日", typed, isRequired: true),
        ]
    }

    static func returnFields(_ typed: Typed, _ copy: CopyCase) -> [FormField] {
        let media = copy.transports.filter { $0.event == .handed }.map { ($0.medium, $0.medium) }
        return [
            .select("event", "返却・廃棄", typed, [("returned", "返却"), ("destroyed", "廃棄")]),
            .select("medium", "媒体の番号", typed, media),
            .text("carrier", "受け取った人・廃棄した人", typed, isRequired: true),
            .text("destination", "保管・廃棄の場所", typed, isRequired: true),
            .text("protection", "方法", typed, hint: "例 施錠した保管庫、裁断", isRequired: true),
            .date("on", "日付", typed, isRequired: true),
        ]
    }

    private static func carryOut(
        _ visit: Visit, _ operation: OperationCode, _ done: String, reason: String? = nil,
        _ body: @escaping @Sendable (Scope) throws -> Void
    ) async throws -> Answer {
        do {
            try await visit.perform(operation, reason: reason, body)
        } catch let refusal as CopyingRefusal {
            var reading = FormReading(visit.form, today: visit.today)
            reading.refused(refusal)
            return .page(try await CopyScreen.page(visit, problems: reading.problems))
        }
        return visit.carriedOut(
            Route.copy.path(String(try visit.id("copy"))) + "?done=\(done)")
    }
}
