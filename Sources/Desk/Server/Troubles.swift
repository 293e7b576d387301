// SPDX-License-Identifier: Apache-2.0
import Addressee
import Benefits
import Entitlement
import Foundation
import Hummingbird
import Links
import Oversight
import Payments
import Safeguards
import Vocabulary

/// The page that says why something was not done.
struct TroublePage: PageModel {
    let title: String
    let message: String
    /// The stable code of a refusal.
    let code: String?
    let article: String?
    /// The number under which the journal of the server tells more.
    let reference: String?
    let isLoggedIn: Bool
}

extension Reception {
    /// The answer to what a handler, the gate or the reception threw.
    func trouble(_ error: any Error, _ visit: Visit) -> Response {
        switch error {
        case let over as LogInOver: return door(visit, over.kept)
        case SafeguardRefusal.sessionExpired, SafeguardRefusal.unauthenticated:
            return door(visit, keepTyped(visit))
        case let paused as LogInPaused: return prove(visit, paused.kept, isPause: true)
        case SafeguardRefusal.sessionLocked: return prove(visit, nil, isPause: true)
        case SafeguardRefusal.proofNeeded:
            let sentence = "本人を確かめました。まだ送られていません。内容を確かめて、もう一度送ってください。"
            return prove(visit, keepTyped(visit, sentence), isPause: false)
        case OversightRefusal.reasonNeeded(let person) where visit.route.definition.method == .get:
            return redirect(
                Route.accessReason.path() + "?person=\(person)&to="
                    + Typed.escaped(visit.address))
        case SafeguardRefusal.passwordMustChange:
            return redirect(Route.password.path() + "?must=yes")
        case SafeguardRefusal.alreadyDone:
            if let address = visit.landing { return redirect(address) }
            let sentence =
                "この用紙は前に一度送られ、済んでいます（E-SAF-010）。いまの内容は前と違い、まだ行っていません。別の件なら、内容を確かめて、もう一度送ってください。"
            if visit.isChanged, book.redraws[visit.route] != nil,
                let kept = keepTyped(visit, sentence, isSame: false)
            {
                return redirect(kept)
            }
            return page(for: error, visit, status: 409, "すでに済んでいます")
        case SafeguardRefusal.notPermitted, SafeguardRefusal.otherDepartment,
            SafeguardRefusal.forged, DeskRefusal.foreignOrigin:
            return page(for: error, visit, status: 403, "この操作はできません")
        case DeskRefusal.notFound, DeskRefusal.unknownAddress, DeskRefusal.draftGone,
            DeskRefusal.uploadGone, EntitlementRefusal.unknownApplication,
            EntitlementRefusal.unknownPerson, BenefitsRefusal.unknownReimbursement,
            PaymentRefusal.unknownRun, AddresseeRefusal.unknownPerson,
            AddresseeRefusal.caseUnknown, InquiryRequestRefusal.unknownInquiry,
            ElectronicRefusal.unknownApplication, ElectronicRefusal.unknownAttachment:
            return page(for: error, visit, status: 404, "見つかりません")
        case is any Refusal:
            return page(for: error, visit, status: 409, "受け付けられません")
        default:
            if let fault = error as? Fault, fault.kind == .unknownOutcome { desk.stop() }
            return page(for: error, visit, status: 503, "障害が起きました")
        }
    }

    /// An address outside the table.
    func stray(_ request: Request, _ context: DeskContext) -> Response {
        let visit = Visit(
            desk: desk, route: .login, parameters: [:], query: Typed(), form: Typed(),
            session: nil, terminal: context.address, token: nil, door: nil,
            path: request.uri.path)
        return page(for: DeskRefusal.unknownAddress, visit, status: 404, "見つかりません")
    }

    /// A request that was meant for another desk: nothing of it is read.
    func misdirected(_ request: Request, _ context: DeskContext) -> Response {
        let visit = Visit(
            desk: desk, route: .login, parameters: [:], query: Typed(), form: Typed(),
            session: nil, terminal: context.address, token: nil, door: nil,
            path: request.uri.path)
        return page(for: DeskRefusal.otherHost, visit, status: 421, "宛先が違います")
    }

    /// To the log-in, and from there back to the page that was asked for.
    private func door(_ visit: Visit, _ kept: String? = nil) -> Response {
        let isPage = visit.route.definition.method == .get && visit.route != .home
        let back = kept ?? (isPage ? visit.address : nil)
        return redirect(Route.login.path() + (back.map { "?to=" + Typed.escaped($0) } ?? ""))
    }

    /// To the authenticator, and from there on with what was being done.
    private func prove(_ visit: Visit, _ kept: String?, isPause: Bool) -> Response {
        let isPage = visit.route.definition.method == .get
        let back = isPage ? visit.address : kept ?? visit.from
        return redirect(
            Route.prove.path() + "?to=" + Typed.escaped(back ?? Route.home.path())
                + (isPause ? "&pause=yes" : ""))
    }

    private func redirect(_ address: String) -> Response {
        var response = Response(status: .seeOther)
        response.headers.put(address, "location")
        return response
    }

    private func page(
        for error: any Error, _ visit: Visit, status: Int, _ title: String
    ) -> Response {
        let refusal = error as? any Refusal
        let reference = refusal == nil ? Journal.note(error, visit) : nil
        let isUnknown = (error as? Fault)?.kind == .unknownOutcome
        let message =
            refusal?.message
            ?? (isUnknown
                ? "結果が分かりません。書き込まれたかどうかを照会してから、やり直してください。管理者に参照番号を伝えてください。"
                : "処理を終えられませんでした。何も変わっていません。しばらくしてからやり直し、続くときは管理者に参照番号を伝えてください。")
        let body = TroublePage(
            title: title, message: message, code: refusal?.code, article: refusal?.article,
            reference: reference, isLoggedIn: visit.session != nil)
        // A refused form leads to an address: going back to its answer sends nothing again.
        // A form with files that was not taken in is answered at once: nothing of it was kept.
        let isTaken = visit.route.definition.upload == nil || visit.form.has("csrf")
        if refusal != nil, status == 409, visit.route.definition.method == .post, isTaken,
            let officer = visit.session?.principal.officer
        {
            let key = desk.kept.put(kept(body, status, visit), of: officer)
            return redirect(Route.again.path(key))
        }
        let shown = Page(
            "session/trouble", title, crumbs: [Crumb("ホーム", Route.home.path())], status: status,
            body: body)
        do {
            return try html(shown, visit)
        } catch {
            return Response(status: .init(code: status))
        }
    }

    /// A refusal with the form that was refused, where it is known from which page it came.
    private func kept(_ body: TroublePage, _ status: Int, _ visit: Visit) -> Kept {
        guard let from = visit.from, book.redraws[visit.route] == nil else {
            return .trouble(body, status: status)
        }
        let words = [body.message, body.article.map { "根拠：\($0)" }, body.code.map { "番号 \($0)" }]
            .compactMap(\.self).joined(separator: "　")
        return .sent(KeptForm(visit, [FormProblem(nil, words)]), from: from, body, status: status)
    }
}
