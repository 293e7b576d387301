// SPDX-License-Identifier: Apache-2.0
import Office
import Registers
import Safeguards
import Vocabulary

/// Which addresses an entry has: the registers of 3070 share theirs, requests, slips and incidents have
/// screens of their own.
struct RegisterPlaces {
    let kind: RegisterKind

    var screen: Screen {
        switch kind.desk {
        case .registers: .registers
        case .disclosures: .disclosures
        case .enquiries: .enquiries
        case .incidents: .incidents
        }
    }

    var list: String {
        switch kind.desk {
        case .registers: Route.oneRegister.path(kind.code)
        case .disclosures: Route.disclosures.path()
        case .enquiries: Route.enquiries.path()
        case .incidents: Route.incidents.path()
        }
    }

    var enter: String {
        switch kind.desk {
        case .registers: Route.enterRecord.path(kind.code)
        case .disclosures: Route.receiveDisclosure.path()
        case .enquiries: Route.writeEnquiry.path()
        case .incidents: Route.reportIncident.path()
        }
    }

    func record(_ number: EntryNumber) -> String {
        switch kind.desk {
        case .registers: Route.registerRecord.path(kind.code, number)
        case .disclosures: Route.disclosure.path(number)
        case .enquiries: Route.enquiry.path(number)
        case .incidents: Route.incident.path(number)
        }
    }

    func amend(_ number: EntryNumber) -> String {
        switch kind.desk {
        case .registers: Route.amendRecord.path(kind.code, number)
        case .disclosures: Route.resetDisclosure.path(number)
        case .enquiries: Route.amendEnquiry.path(number)
        case .incidents: Route.amendIncident.path(number)
        }
    }

    func move(_ number: EntryNumber) -> String {
        switch kind.desk {
        case .registers: Route.moveRecord.path(kind.code, number)
        case .disclosures: Route.decideDisclosure.path(number)
        case .enquiries: Route.moveEnquiry.path(number)
        case .incidents: Route.moveIncident.path(number)
        }
    }

    func attach(_ number: EntryNumber) -> String? {
        switch kind.desk {
        case .registers: Route.attachRecord.path(kind.code, number)
        case .incidents: Route.attachIncident.path(number)
        case .disclosures, .enquiries: nil
        }
    }

    /// The way to the list, for the breadcrumb.
    var crumbs: [Crumb] {
        switch kind.desk {
        case .registers:
            [.home, .screen(.registers, .registers), Crumb(kind.title, list)]
        case .disclosures, .enquiries, .incidents: [.home, Crumb(screen.title, list)]
        }
    }
}

extension Visit {
    /// The register that the address is about.
    /// - Throws: `DeskRefusal.notFound`.
    func registerKind() throws -> RegisterKind {
        let code =
            switch route.definition.screen {
            case .disclosures: "disclosure"
            case .enquiries: "enquiry"
            case .incidents: "incident"
            default: parameters["register"] ?? ""
            }
        let catalogue = installation.registers.catalogue
        guard let kind = try? catalogue.kind(code) else { throw DeskRefusal.notFound }
        // What has a screen of its own is not shown on 3070.
        guard RegisterPlaces(kind: kind).screen == route.definition.screen else {
            throw DeskRefusal.notFound
        }
        return kind
    }

    /// The number of an entry in the path.
    /// - Throws: `DeskRefusal.notFound`.
    func entryNumber() throws -> EntryNumber {
        guard let number = parameters["number"].flatMap({ EntryNumber($0) }) else {
            throw DeskRefusal.notFound
        }
        return number
    }
}
