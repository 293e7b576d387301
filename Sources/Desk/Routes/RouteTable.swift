// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import Safeguards

// The one table of routes: method, address, operation, screen. A route of personal data names the
// operation under which its handler comes through the gate.
extension Route {
    /// The line of the table.
    var definition: RouteDefinition {
        switch self {
        // MARK: 入口
        case .login: get("/login", .open, .login)
        case .enter: post("/login", .open, .login)
        case .logout: post("/logout", .session, .login)
        case .password: get("/password", .session, .login)
        case .changePassword: post("/password", .session, .login)
        case .style: get("/assets/desk.css", .open, .login)
        case .script: get("/assets/desk.js", .open, .login)
        case .icon: get("/assets/icon.svg", .open, .login)
        case .home: get("/", .operation(.viewHome), .home)
        case .help: get("/help/:screen", .session, .home)
        case .lookDate: get("/look/date", .session, .home)
        case .lookCode: get("/look/code", .session, .home)
        // MARK: 対象者
        case .search: get("/search", .session, .search)
        case .ask: post("/search", .session, .search)
        case .found: get("/search/:ticket", .operation(.searchPersons), .search)
        case .person: get("/persons/:person", .operation(.viewPerson), .person)
        case .asOf: get("/persons/:person/as-of", .operation(.viewHistory), .asOf)
        case .household: get("/persons/:person/household", .operation(.viewHousehold), .household)
        case .revealAddress:
            post("/persons/:person/address", .operation(.revealProtectedAddress), .person)
        case .revealAccount: post("/persons/:person/account", .operation(.revealAccount), .person)
        // MARK: 申請
        case .intake: get("/intake", .session, .intake)
        case .beginIntake: post("/intake", .operation(.viewHousehold), .intake)
        case .intakeStep: get("/intake/:draft/:step", .operation(.viewHousehold), .intake)
        case .answerStep: post("/intake/:draft/:step", .session, .intake)
        case .receive: post("/intake/:draft", .operation(.receiveApplication), .intake)
        case .received: get("/intake/received", .operation(.viewApplications), .intake)
        case .register: get("/applications", .operation(.viewApplications), .register)
        case .application:
            get("/applications/:application", .operation(.viewApplication), .register)
        case .checkResidents:
            post("/applications/:application/check", .operation(.checkResident), .register)
        case .hold: post("/applications/:application/hold", .operation(.holdApplication), .register)
        case .release:
            post("/applications/:application/release", .operation(.releaseHold), .register)
        case .withdraw:
            post("/applications/:application/withdraw", .operation(.withdrawApplication), .register)
        // MARK: 審査と決裁
        case .examine: get("/applications/:application/examine", .operation(.judge), .examination)
        case .propose:
            post("/applications/:application/propose", .operation(.proposeDecision), .examination)
        case .decisions: get("/decisions", .operation(.viewDecisions), .decisions)
        case .decision: get("/decisions/:proposal", .operation(.viewDecisions), .decisions)
        case .approveAll: post("/decisions", .operation(.approveDecision), .decisions)
        case .approve:
            post("/decisions/:proposal/approve", .operation(.approveDecision), .decisions)
        case .sendBack:
            post("/decisions/:proposal/back", .operation(.sendBackDecision), .decisions)
        case .lapseForm: get("/persons/:person/lapse", .operation(.viewPerson), .lapse)
        case .checkLapse: post("/persons/:person/lapse/check", .operation(.viewPerson), .lapse)
        case .lapse: post("/persons/:person/lapse", .operation(.lapse), .lapse)
        case .rejudgements: get("/rejudgements", .operation(.viewRejudgements), .rejudgement)
        case .rejudge: post("/rejudgements", .operation(.rejudge), .rejudgement)
        case .confirmRejudgement:
            post("/rejudgements/:proposal", .operation(.confirmRejudgement), .rejudgement)
        // MARK: 帳票
        case .papers: get("/papers", .operation(.viewLists), .papers)
        case .issueWaiting: post("/papers/waiting", .operation(.issueCertificate), .papers)
        case .reissue: post("/papers/:decision/reissue", .operation(.reissueCertificate), .papers)
        case .issueNotice: post("/papers/:decision/notice", .operation(.printLetters), .papers)
        case .preview: get("/papers/:decision/preview", .operation(.previewLetter), .papers)
        case .paper: get("/papers/print/:print", .session, .papers)
        // MARK: 管理
        case .monitor: get("/monitor", .operation(.viewMonitor), .monitor)
        case .scheme: get("/scheme", .operation(.viewScheme), .scheme)
        case .officers: get("/officers", .operation(.viewOfficers), .officers)
        case .log: get("/log", .operation(.searchLog), .log)
        }
    }

    /// The address with its parameters filled in, in their order.
    func path(_ values: any CustomStringConvertible...) -> String {
        var next = values.makeIterator()
        return definition.path.split(separator: "/", omittingEmptySubsequences: false).map { part in
            guard part.first == ":" else { return String(part) }
            guard let value = next.next() else {
                preconditionFailure("\(rawValue) needs more parameters")
            }
            return Typed.escaped(value.description)
        }.joined(separator: "/")
    }
}

private func get(
    _ path: String, _ access: RouteDefinition.Access, _ screen: Screen
) -> RouteDefinition {
    RouteDefinition(method: .get, path: path, access: access, screen: screen)
}

private func post(
    _ path: String, _ access: RouteDefinition.Access, _ screen: Screen
) -> RouteDefinition {
    RouteDefinition(method: .post, path: path, access: access, screen: screen)
}
