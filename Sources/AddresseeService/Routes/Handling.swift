// SPDX-License-Identifier: Apache-2.0
import Addressee
import Foundation
import NumberGate
import Vocabulary

/// Carries a request out at the window of System 2: nothing but translation.
struct Handling {
    let window: PeerWindow
    let peer: Peer
    let certificate: String
    let key: String?

    /// The JSON of the answer.
    /// - Throws: refusals of the service and of System 2, `Fault`.
    func answer(_ route: ServiceRoute, _ bytes: [UInt8]) throws -> [UInt8] {
        if route == .notices {
            return try encoded(Notices(notices: try window.notices(call())))
        }
        let body = try RequestBody(bytes, of: route)
        // A peer that may not use numbers is refused before a digit is looked at, so that neither
        // answer nor time tell anything about a person (seed III-3 リスク1②).
        if body.optionalText(route.numberItem) != nil {
            try window.checkUsesNumbers(route.operation, call(body.text("reason")))
        }
        switch route {
        case .token, .introspect, .document, .notices: throw ServiceRefusal.unknownRoute
        case .number: return try number(body)
        case .numberNonResident: return try numberNonResident(body)
        case .candidates:
            let found = try window.candidates(try body.person(), call(body.text("reason")))
            return try encoded(CandidateList(found))
        case .update:
            return try encoded(
                window.update(
                    UpdateRequest(
                        addressee: try body.addressee("addressee"), items: try body.person(),
                        effectiveOn: try body.day("effectiveOn")), call()))
        case .remove:
            let isClosed = try window.remove(
                try body.addressee("addressee"), on: try body.day("effectiveOn"), call())
            return try encoded(["isClosed": isClosed])
        case .search: return try search(body)
        case .answer:
            let cards = try window.answer(try body.addressees("addressees"), call())
            return try encoded(["persons": cards])
        case .convert: return try convert(body)
        case .disclose: return try disclose(body)
        case .match:
            let answer = try window.match(
                number: try sealed(body), items: try body.person(), call())
            return try encoded(answer)
        case .lock:
            let lock = try window.lock(try body.addressee("addressee"), call())
            return try encoded([
                "since": lock.since.textInJapan, "until": lock.until.textInJapan,
            ])
        case .unlock:
            try window.unlock(try body.addressee("addressee"), call())
            return try encoded(["isEnded": true])
        case .inherit:
            let history = try window.inherit(try body.addressee("addressee"), call())
            return try encoded(["historyNumber": history])
        case .relay: return try relay(body)
        case .confirmNotices:
            try window.confirm(through: body.integer("through"), call())
            return try encoded(["isConfirmed": true])
        }
    }

    private func call(_ reason: String? = nil) -> PeerCall {
        PeerCall(peer, terminal: "cert:" + certificate.prefix(16), reason: reason, key: key)
    }

    private func sealed(
        _ body: RequestBody, _ name: String = "individualNumber"
    ) throws -> SealedNumber? {
        try body.optionalText(name).map { try window.seal($0) }
    }

    private func number(_ body: RequestBody) throws -> [UInt8] {
        try encoded(
            window.number(
                NumberingRequest(
                    number: try sealed(body), addressee: try body.addressee("addressee"),
                    items: try body.person(), effectiveOn: try body.day("effectiveOn")), call()))
    }

    private func numberNonResident(_ body: RequestBody) throws -> [UInt8] {
        var parameters = body.texts
        parameters["kojinbango"] = nil
        let request = try NonResidentRequest(
            parameters: parameters, individualNumber: body.optionalText("kojinbango"),
            body: window.body)
        let answer = try window.numberNonResident(
            request, number: try sealed(body, "kojinbango"), call())
        return try encoded(
            FubanAnswer(
                result: [
                    .init(
                        shikuchosonkodo: window.body, atenabango: answer.addressee,
                        rirekibango: answer.historyNumber, sosashaid: request.officer,
                        sosanengappi: request.officerOn, sosajikoku: request.officerTime)
                ]))
    }

    private func search(_ body: RequestBody) throws -> [UInt8] {
        let question = PersonQuestion(
            addressee: try body.optionalAddressee("addressee"),
            integratedNumber: try body.optionalAddressee("integratedNumber"),
            number: try sealed(body), name: body.optionalText("name"),
            kana: body.optionalText("kana"), born: try body.optionalDay("born"),
            address: body.optionalText("address"))
        return try encoded(["persons": window.search(question, call(body.text("reason")))])
    }

    private func convert(_ body: RequestBody) throws -> [UInt8] {
        guard body.has("addressees") != body.has("integratedNumbers") else {
            throw ServiceRefusal.invalidBody([
                BodyProblem(item: "addressees", message: "どちらか一つを指定してください。")
            ])
        }
        return try encoded(
            body.has("addressees")
                ? window.toIntegrated(try body.addressees("addressees"), call())
                : window.toAddressee(try body.addressees("integratedNumbers"), call()))
    }

    private func relay(_ body: RequestBody) throws -> [UInt8] {
        guard let direction = RelayDirection(rawValue: body.text("direction")) else {
            throw ServiceRefusal.invalidBody([
                BodyProblem(item: "direction", message: "outward か inward です。")
            ])
        }
        let relayed = try window.relay(
            Array(body.text("message").utf8), of: body.text("interface"), direction, call())
        struct Answer: Encodable {
            let message: String?
            let converted: Int
            let problems: [Conversion.Problem]
        }
        return try encoded(
            Answer(
                message: relayed.message.map { String(decoding: $0, as: UTF8.self) },
                converted: relayed.converted, problems: relayed.problems))
    }

    /// The digits go straight from the lent buffer into the bytes of the answer.
    private func disclose(_ body: RequestBody) throws -> [UInt8] {
        var bytes = Array("{\"persons\":[".utf8)
        var isFirst = true
        let unknown = try window.disclose(
            try body.addressees("integratedNumbers"), call(body.text("requestNumber"))
        ) { card, digits in
            if !isFirst { bytes.append(0x2C) }
            isFirst = false
            bytes += Array("{\"individualNumber\":".utf8)
            if let digits {
                bytes.append(0x22)
                bytes += digits
                bytes.append(0x22)
            } else {
                bytes += Array("null".utf8)
            }
            bytes += Array(",\"person\":".utf8)
            bytes += try encoded(card)
            bytes.append(0x7D)
        }
        bytes += Array("],\"unknown\":".utf8)
        bytes += try encoded(unknown)
        bytes.append(0x7D)
        return bytes
    }
}

/// JSON with the keys in one order.
func encoded(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
}
