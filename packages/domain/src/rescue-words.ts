/**
 * The words of a rescue card: 2,048 of them, so that one carries 11 bits. Common nouns and adjectives of four letters or
 * more, none that hurts, chosen so that the first four letters (without accents) tell each from all others. Their order
 * is that of the alphabet without accents, and it is part of the format: a card on paper must be read by every later app.
 */
const words = `
abanico abarrote abdomen abedul abeja abierto abismo abogado abono abordaje abrazo abrelatas abrigo abrupto absoluto
abuelo abundante acacia academia acampada aceite acelga acento acequia acero achiote ácido acogida acorde acróbata
activo actor actual acuarela acuerdo acústica adagio adecuado adelante adhesivo adiós adivino adjetivo admirable
adobe adoquín adorno aduana adulto adverbio aéreo aerosol afable afán afecto afiche afinado afluente agave agenda
ágil agosto agradable agrícola agrupado agua agudo águila aguja ahorro aire ajedrez ajeno ajonjolí ajuste alacena
alameda alarma alba albergue albino albor álbum alcalde alcoba aldea alegre alero aletas alfabeto alfombra álgebra
algodón alhelí aliado alicate aliento alimento aliso allegado almacén almendra almohada almuerzo alojado alondra
alpaca alpino alquiler alrededor altar alteza altitud alto altura alubia alumno alzado amable amalgama amanecer
amapola amarillo amateur ambiente ambos ameno américa amida amigo amistad amor amplio ampolla amuleto anaquel
anatomía ancho anciano ancla andamio andén andino anécdota añejo anexo anfibio ángulo anhelo anillo ánimo anís ansia
antártico antena antiguo antojo anual anuncio anverso anzuelo apacible apagado aparador apellido apertura apio
apogeo aporte apoyo aprecio apropiado apto apunte arado arándano arbitrio árbol arbusto archivo arcilla arco ardilla
arena aretes argolla argumento aria árido arista armario armiño armonía arnés aroma arpa arpegio arquero arraigo
arrecife arriba arroyo arte artículo arveja asado ascenso ascua aseo aserrín asesor asfalto asiduo asiento asilo
asistente asociado asombro aspa áspero asta astilla astro astuto asunto atajo atardecer atento ático atlas atleta
átomo atracción atrio atuendo atún audaz audífono aula aumento áureo aurora ausente austral auténtico autor auxilio
avance avecilla avellana avena avestruz avión aviso axila axioma ayer ayuda ayuno azada azafrán azahar azotea azúcar
azul babero babor bacalao bache bagaje bahía baile bajada bajo balanza balcón balde ballena balneario balón balsa
bambú banano banco bandeja banjo baño banquete baqueta baraja barba barco bardo barítono barniz barquillo barrio
báscula básico basto batata batería batido baúl bautizo bávaro baya bazar bebé bebida beca becerro begonia béisbol
bejuco belleza bendición beneficio bengala benigno berenjena berlina bermejo berro beso beterraga betún biberón
bíceps bicho bicicleta biela bien bife bigote bilingüe billete binario bingo biología biombo bípedo bisabuelo
bisonte bizcocho blanco bledo blindado bloque blusa boca boceto bocina boda bodega bohemio boina bola bolero
bolígrafo bollo bolsa bombilla bondad bonete bonito bono bonsái borde boreal borla borrador bosque bostezo bota
botella botica botón bóveda boxeo boya bráctea brasa brazo brea brebaje brecha breve brezo brigada brillo brindis
brío brisa broche broma bronce brote broza brújula bruma brusco bucle bueno buey bufanda bufete búho bulbo bullicio
bulto bungaló buñuelo buque burbuja burgués burla búsqueda busto butaca butifarra buzo caballo cabello cabida cable
cabo cabra cacao cacerola cactus cadena café caída caimán caja cajero cajón calabaza calcio caldo caleta calidad
calle calma calor calzado camarón cambio camello camino camote campana canal canción candado canela canguro canica
canje canoa cantante caoba capaz capítulo capricho cápsula captura caqui caracol carbón cargador caricia carmín
carnaval carpeta carreta carta casa cascada casero casi caspa castaño casual catálogo catedral catorce cauce caudal
causa cautela caverna cavidad cazo cazuela cebada cebolla cebra cedro cédula ceibo ceja celeste celta célula cemento
cena cencerro cenefa ceniza censo central cepa cepillo cera cerca cereal cero cerro certamen césped cesto cetáceo
chacra chaleco chamán chapa chaqueta charco chasqui cheque chico chileno chirimoya chispa chocolate cholga chorro
choza chubasco chullo churro ciclo cidra cielo ciencia cierto cifra cigarra cigüeña cilantro cilindro cima címbalo
cimiento cinco cine cinta ciprés círculo cirio ciruela cisne cita cítrico ciudad cívico clamor clan claro clase
cláusula clavel clérigo cliente clima clínica clip clon cloro club coágulo coala cobalto cobija cobre coche cocina
cocodrilo código codo cofia cofre cohete cojín colador colcha colegio colgante colibrí collar colmena color columna
coma combo comedor comida cómodo compás común concierto cóndor conejo confianza congreso cónico conjunto cono
conserje contento convenio copete copihue copla coqueto coral corbata corcho cordero coreano cornisa corona correo
corsario corto corzo cosecha costa cotidiano coyote cráneo crayón creativo credo crema cresta criatura crisol cromo
crónica croqueta cruce crudo crujiente cuaderno cuándo cuarzo cuatro cubeta cubierta cubo cuchara cuclillas cuello
cuento cuerda cuesta cueva cuidado culebra culto cumbre cuna cuota cupo cúpula curandero cúrcuma curioso curso
curtido curva custodia cutis dado dalia dama danza dársena dátil dato deán debate década decena declive decoro
decreto dedal dedo defensa delantal deleite delfín delgado delicado delta demanda demora denario denso dentista
denuedo deporte derecho deriva desayuno desborde descanso desde deseo desfile desierto despacio destino desvío
detalle detrás devoto diadema diafragma diálogo diamante diapasón diario dibujo dichoso dictado diestro dieta diez
difuso digestión dígito digno dilema diligente diluvio diminuto dinámico dinero diodo diploma dique directo disco
diseño disfraz distinto diurno diván diverso división doble docena dócil doctor documento dolmen doméstico dominó
donaire doncella donoso dorado dorso dosel dosis dote dragón drama drenaje ducha dúctil duda duende dueto dulce
dulzura duna duque durazno duro ébano eclipse ecuador edad edén edición edificio editor educado efecto efímero
égloga ejecutivo ejemplo ejercicio ejote elástico elección elefante elegante elemento elenco elevado elíptico elixir
elocuente elogio embajada emblema embrión embudo emergente emigrante eminente emisora emoción empanada empeño
empinado empleo emporio empresa encaje encina enclave encuentro endémico endibia endrino enebro energía enfático
enfermero enfoque engranaje enigma enjambre enjuague enlace enorme ensalada enseñanza ensueño entero entorno entrada
enunciado envase envío envoltura épico epílogo episodio época epopeya equipo erguido erizo ermita erosión errante
erudito esbelto esbozo escalera escena esclusa escoba escuela esdrújula esencia esfera esfinge esfuerzo eslabón
eslogan esmalte esmero espacio espejo espiga esponja espuma esquina establo estero estilo estofado estrella estudio
etapa eterno ética etiqueta etnia eucalipto euforia eureka europeo evento evidente evolución exacto examen excelente
excursión exento exigente éxito exótico expansión experto extenso fábrica fábula fácil factura faena falda fama
familia fantasía farmacia faro favor febrero fecha felicidad feria fértil festival fibra ficha fideo fiel fiesta
figura fila filtro final finca fino firma física flan flauta flecha flexible flor flota fluido foca fogata folclor
folleto fondo forma foro fortuna foto frágil franja frasco frente fresa frijol frío frontera frutilla fuego fuente
fuerte función funda futuro gabinete gacela gafas gaita galaxia galleta galope galpón gamuza ganado ganso garaje
garbanzo garza gasa gato gaucho gaviota gelatina gema gemelo general genio gente geranio germen gesto gigante
gimnasia girasol giro global gloria goleta golfo goma góndola gorra gota gozo grado gráfico grande gratis greda
gremio grieta grillo grosella grúa grueso grupo gruta guanaco guardián guayaba guía guinda guion guirnalda guisante
guitarra gusto haba hábil hacienda halago halcón hamaca harina hebilla hebra hecho helado helecho hélice herencia
hermano heroico hidalgo hielo hierba higo higuera hilera hilo himno historia hogar hoja hola hombro hondo honesto
honor hora horizonte hormiga horno hortensia hospital hotel huella huerto huésped huevo humano húmedo humilde humor
ibis ícono idea idioma igual ilusión imagen imprenta impulso incienso índice infancia ingenio inicio injerto inmenso
inquieto insecto instante intenso invierno isla islote izquierdo jabón jacinto jalea jamón jarabe jardín jarra jaula
jazmín jefe jengibre jilguero jinete jirafa jornada jota joven joya jubilado juego jueves jugo juguete juicio julio
junco junio junta jurado justo juvenil kiosco kiwi koala labio labor laca ladera lado ladrillo lagarto lago laguna
lámina lámpara lana lancha langosta lápiz largo lata laurel lava lazo leal lección leche lector legal legumbre
lejano lengua leño lenteja león letra leve leyenda liana libélula libre licencia líder liebre lienzo ligero lija
lila lima límite limón limpio lindo línea lino linterna lirio liso lista literario litoral litro llama llano llave
llegada lleno lluvia lobo local loma lomo lona longevo lonja loro lote loza lucero lucha lúcido lugar luna lunes
lupa lustre maceta madeja madre maduro maestro magia magnolia magro maíz maleta malla malva mamífero manada
mandarina manga maní mano manso mantel manzana mapa maqueta maraca marco marea margarita marina mármol marrón martes
marzo masa máscara mástil mata matiz matrícula mayo mazorca mecedora medalla médico medusa mejilla mejor melaza
melena melodía membrillo memoria menta menú mercado merienda mermelada mesa meseta meta metro mezcla miel miembro
mijo milagro milla mimbre mimo mina mineral mínimo minuto mirador mirlo misión mismo místico mitad mixto mochila
moda modelo módulo molde molino moneda moño montaña mora mordisco morral mosaico mosca mosto motivo motor móvil mozo
mucho mueble muelle muestra multa mundo muñeca mural museo musgo música mutuo nácar nadador naranja nardo narrador
nativo natural nave navidad neblina necesario néctar negocio nervio neutro nevado nido niebla nieto nieve niño
níspero nítido nivel noble noche nogal nombre nopal norma norte nota noticia novedad noviembre nube nudo nuera nueve
nuez número nutria oasis obelisco objeto oboe obra obrero obsequio océano ocho ocio octubre oculista odisea oeste
oficio ofrenda oído ojal óleo olfato olimpo oliva olla olmo olor ombligo ómnibus onda ópalo ópera opinión óptica
oración órbita orégano oreja órgano orgullo oriente origen orilla orquesta oruga osadía ostra otoño óvalo oveja
oxígeno paciente padre página país pájaro pala palco paleta palillo palma paloma palta pampa panal pancarta pandero
panel panorama pantalla pañuelo panza papaya papel paquete parada parcela pared pariente parque parra parte pasado
paseo pasillo paso pastel patata patio pato pausa pavo payaso peatón pecera pedal pedido pegamento peine pelícano
pelota peluca peña península pepino pequeño pera percha perejil perfil pericia perla permiso perno perro persona
pesca peso pestaña pétalo piano picante piedra piel pierna pieza pijama pila piloto pimienta piña pincel pingüino
pino pintor pionero pirámide piscina piso pista pizarra pizca placa plan plata playa plaza pleno pliegue plomo pluma
plural población poema poesía poeta polea pollo polo polvo pomada pomelo popular porcelana poroto portal posada
posible poste potro pozo práctico prado precio pregunta premio prenda presente prima princesa prisma proceso
profesor programa promesa pronto propio prosa proteína proverbio próximo prudente prueba público pueblo puente
puerta puesto pulmón pulpo pulsera puma puñado punta pupila pureza puro púrpura puzle quebrada quechua quena queso
quetzal quieto quilla química quince quiosco quizá quorum rábano racimo radar radio raíz rama ramo rampa rana rancho
rango rápido raqueta raro rasgo rastrillo rato raya rayo razón real rebaño rebote receta recinto recodo recreo recto
recuerdo redondo reflejo reforma refresco refugio regalo región regla regreso reino reja relato relieve reloj
remanso remedio remo renglón reposo represa reptil reseña resina resorte respeto resto resumen retama retiro retrato
reunión revista ribera rico riego riel rienda rifa rima rincón riñón risa ritmo rito rival rizo roble robusto roca
rocío rodaja rodeo rodilla rojo rollo romance romero ronda ropa ropero rosa rostro rotonda rubí rueda rugido ruido
rumbo rumor rural ruta rutina sábado sabio sabor sachet saeta sala salero salida salmón salón salsa salto salud
salvia samba sandalia sano sardina sartén sastre satélite sauce sauna savia saxofón sección seco secreto seda sede
segundo seis selecto selva semana semilla señal sencillo senda señor sentido séptimo sequía sereno serie sermón
serpiente servicio sesión seta setenta seto severo sexto sidra siembra sierra siesta siete signo silbato silencio
silla silueta símbolo simple sincero sinfonía singular sintonía sirena sistema sitio situación soberano sobre social
sofá solapa sólido solución sombra sonata sonido sonrisa sopa soporte sorbo sorpresa sosiego sótano suave subida
sublime suceso suegra suela sueño suerte suéter sujeto sultana suma súper surco sureño surtido suspiro sustento
sutil tabla taburete tacto taladro talco talento talla talón tamaño tambor tanque tapa tapete tapiz tarde tarea
tarima tarjeta tarro tarta tatami taza teatro techo teclado técnica tejado tejido tela teléfono tema témpano tenaz
tendedero tenis tenor teoría tercero termo ternura terraza terso tertulia tesoro tetera texto tibio tiempo tienda
tierno tigre tijera tilo timbre tímido timón tina tinta tipo tira tiro títere título tiza toalla tobillo tobogán
tocador todo toldo tomate tomillo tonada tonel tono topacio tórax tordo toro torre torta tostada total trabajo
tractor traje trama tranvía trapecio trato trébol trece tregua treinta tren trigo trineo trío triunfo trofeo
trompeta tronco trópico trote trozo trucha trueno trufa tubérculo tubo tucán tulipán tumbo túnel túnica turbina
turismo turno turquesa turrón tutor ubicación último umbral único unidad unión universo urbano urgente urna usado
útil utopía vaca vacío vagón vainilla vaivén vajilla valija valle valor vals válvula vapor vaquero vara variado
varón vaso vecino vega vehículo veinte vela velero velo vena vencejo ventana verano verbo verdad vereda verso
vértice vestido veta viaje vidrio vieira viento viernes viga vigilia vigor villa vinagre viola viraje virtud visita
visor vista vital vitrina vivero vivienda vivo vocero volante volcán volumen voto vuelo vulcano yarda yate yegua
yema yerba yerno yeso yodo yoga yogur yuca yunta yute zafiro zaguán zampoña zanahoria zancada zapallo zarza zinc
zócalo zona zorro zorzal zueco zumbido zumo zurcido
`;

export const rescueWords: readonly string[] = words.trim().split(/\s+/);

/** As a hurried hand types it: no accents, no capitals, ñ as n. */
export function plainLetters(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase();
}
