// SPDX-License-Identifier: Apache-2.0
import Addressee
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NumberGate
import Safeguards
import Vocabulary

/// The bytes and the status of an answer.
enum ServiceAnswer {
    static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
        var response = Response(status: status, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        response.headers[.contentType] = "application/json"
        return response
    }

    /// What went wrong, in the form of 付番API: `errors[]{code,message}`. A fault shows nothing of
    /// itself; refusals never show a value about a person.
    static func trouble(_ error: any Error) -> Response {
        let (status, entries): (Int, [ErrorAnswer.Entry]) =
            switch error {
            case let refusal as ServiceRefusal: (refusal.status, refusal.entries)
            case let problems as ParameterProblems:
                (400, problems.problems.map { .init(code: $0.code.rawValue, message: $0.message) })
            case let refusal as AddresseeRefusal:
                (refusal.status, [.init(code: refusal.code, message: refusal.message)])
            case let refusal as RelayRefusal:
                (400, [.init(code: refusal.code, message: refusal.message)])
            case let refusal as NumberRefusal:
                (400, [.init(code: refusal.code, message: refusal.message)])
            case let refusal as SafeguardRefusal:
                (
                    refusal == .reasonMissing ? 400 : 403,
                    [.init(code: refusal.code, message: refusal.message)]
                )
            default: (503, [.init(code: "E9999", message: "想定外のエラーが発生しました。")])
            }
        // Nobody who was not let in has an entry in the log of System 2: the journal has.
        let isStranger = [.invalidClient, .invalidToken].contains(error as? ServiceRefusal)
        if isStranger || entries.first?.code == "E9999" { ServiceJournal.note(error) }
        let body = (try? encoded(ErrorAnswer(errors: entries))) ?? []
        var response = json(body, status: .init(code: status))
        if status == 401 { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }
}

/// 付番API v2.0 knows 200, 400 with E0001 to E0004, 401 and 503, nothing else: what System 2 refuses
/// besides is told as E0004 相関, in words.
enum StandardAnswer {
    static func trouble(_ error: any Error) -> Response {
        func problems(_ code: String, _ messages: [String]) -> Response {
            let entries = messages.map { ErrorAnswer.Entry(code: code, message: $0) }
            let body = (try? encoded(ErrorAnswer(errors: entries))) ?? []
            return ServiceAnswer.json(body, status: .badRequest)
        }
        switch error {
        case ServiceRefusal.insufficientScope:
            return ServiceAnswer.trouble(ServiceRefusal.invalidToken)
        case ServiceRefusal.invalidBody(let found):
            return problems("E0002", found.map { $0.item + ": " + $0.message })
        case let refusal as AddresseeRefusal: return problems("E0004", [refusal.message])
        case let refusal as NumberRefusal: return problems("E0002", [refusal.message])
        default: return ServiceAnswer.trouble(error)
        }
    }
}

/// The journal of the service on standard error: that something failed, never about whom.
enum ServiceJournal {
    static func note(_ error: any Error) {
        let what =
            (error as? Fault).map { "\($0.kind.rawValue): \($0.detail)" }
            ?? (error as? any Refusal)?.code ?? "\(type(of: error))"
        FileHandle.standardError.write(Data(("addressee-service: " + what + "\n").utf8))
    }
}

extension ServiceRefusal {
    fileprivate var status: Int {
        switch self {
        case .unusable, .notPrepared, .registerUnconfirmed, .cannotListen, .notConnected,
            .hasCredential, .hasNoCredential, .fileIsThere:
            503
        case .invalidClient, .invalidToken: 401
        case .unsupportedGrant, .invalidScope, .invalidBody: 400
        case .insufficientScope: 403
        case .tooLarge: 413
        case .unknownRoute: 404
        case .methodNotAllowed: 405
        }
    }

    fileprivate var entries: [ErrorAnswer.Entry] {
        guard case .invalidBody(let problems) = self else {
            return [.init(code: code, message: message)]
        }
        return problems.map { .init(code: code, message: $0.item + ": " + $0.message) }
    }
}

extension AddresseeRefusal {
    fileprivate var status: Int {
        switch self {
        case .peerDoesNotUseNumbers, .notRegisteredForRequest: 403
        case .unknownPerson, .caseUnknown, .mergeUnknown: 404
        case .replayed: 401
        case .keyReused, .locked, .lockNotHeld, .isResident, .isDead, .notANonResident,
            .samePerson, .twoNumbers, .residentMustBeKept, .gapChanged, .protectionMoved:
            409
        case .numberMissing, .notACandidate, .questionTooWide, .decisionNeedsReason: 400
        case .fileRefused, .registerUnusable: 503
        }
    }
}

/// Answers what no route knows, and what no browser or proxy may keep.
struct ServiceDoor: RouterMiddleware {
    typealias Context = ServiceContext

    func handle(
        _ request: Request, context: ServiceContext,
        next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch let error as any HTTPResponseError where error.status.code < 500 {
            // Without a route there is neither a provider of data nor a hint what there might be.
            let methods = ServiceRoute.allCases.filter { $0.path == request.uri.path }
                .map(\.method.rawValue)
            response = ServiceAnswer.trouble(
                methods.isEmpty ? ServiceRefusal.unknownRoute : .methodNotAllowed)
            if !methods.isEmpty { response.headers[.allow] = methods.joined(separator: ", ") }
        } catch {
            response = ServiceAnswer.trouble(error)
        }
        response.headers[.cacheControl] = "no-store"
        response.headers[.strictTransportSecurity] = "max-age=31536000; includeSubDomains"
        response.headers[.xContentTypeOptions] = "nosniff"
        return response
    }
}
