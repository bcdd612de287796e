set -u
mkdir export
cat > export/proveedores.csv <<'CSV'
#,ID,Personalidad jurídica,Nombre o razón social,Nombre comercial,R.F.C.,Estatus
1,1,Persona moral,Radio Laguna Azul SA de CV,Laguna,RLA010203AB1,Activo
2,2,Persona física,Elena Prueba Ficticia,,PUFE800101AB1,Activo
3,3,Persona moral,Diario Dos Ríos SA de CV,,,Activo
CSV
cat > export/contratos.csv <<'CSV'
#,Número de contrato,Procedimiento,Proveedor,Ejercicio,Trimestre,Contratante,Solicitante,Objeto del contrato,Descripción,Fundamento jurídico,Fecha celebración,Fecha inicio,Fecha fin,Monto original del contrato,Monto modificado,Monto total,Monto pagado a la fecha,Archivo contrato en PDF (Vinculo al archivo),Estatus
1,CON-1,Adjudicación directa,Radio Laguna Azul SA de CV,2016,enero-marzo,Secretaría de Pruebas,Coordinación de Ensayos,Difusión,Mensajes de salud,Artículo 1,2016-01-15,2016-01-20,2016-12-31,"$ 1,000.10",50.00,1050.10,300.00,https://pruebas.example/con-1.pdf,Activo
2,CON-2,Licitación pública,Elena Prueba Ficticia,2016,enero-marzo,Secretaría de Pruebas,Secretaría de Pruebas,Impresos,Carteles,Artículo 2,2016-02-30,2016-02-01,,mil,,,,sin archivo,Activo
3,CON-3,Licitación pública,Diario Dos Ríos SA de CV,2016,enero-marzo,Secretaría de Pruebas,Secretaría de Pruebas,Nada,Nada,Artículo 3,0000-00-00,,,5.00,,,,,Activo
4,CON-1,Adjudicación directa,Diario Dos Ríos SA de CV,2016,enero-marzo,Secretaría de Pruebas,Secretaría de Pruebas,Otro,Otro,Artículo 1,2016-01-15,2016-01-20,2016-12-31,1.00,,,,,Activo
5,,Adjudicación directa,Diario Dos Ríos SA de CV,2016,enero-marzo,Secretaría de Pruebas,Secretaría de Pruebas,Otro,Otro,Artículo 1,2016-01-15,2016-01-20,2016-12-31,1.00,,,,,Activo
CSV
cat > export/convenios.csv <<'CSV'
#,Número de convenio modificatorio,Número de contrato,Ejercicio,Trimestre,Objeto,Fundamento jurídico,Fecha celebración,Monto,Archivo convenio en PDF (Vinculo al archivo),Estatus
1,MOD-1,CON-1,2016,julio-septiembre,Ampliación,Artículo 9,2016-07-01,50.00,,Activo
2,MOD-2,CON-9,2016,julio-septiembre,Ampliación,Artículo 9,2016-07-01,50.00,,Activo
CSV
cat > export/orden_compra.csv <<'CSV'
#,ID (Orden de compra),Proveedor,Procedimiento,Contrato,Ejercicio,Trimestre,Sujeto obligado ordenante,Campaña o aviso institucional,Sujeto obligado solicitante,Número orden de compra,Justificación,Fecha de orden,Archivo de la orden de compra en PDF (Vínculo al documento),Estatus
1,OC-1,Radio Laguna Azul SA de CV,Adjudicación directa,CON-1,2016,enero-marzo,Secretaría de Pruebas,Vacúnate,Secretaría de Pruebas,OC-1,Spots de enero,2016-01-25,,Activo
2,OC-2,Diario Dos Ríos SA de CV,Adjudicación directa,Sin contrato,2016,enero-marzo,Secretaría de Pruebas,Vacúnate,Secretaría de Pruebas,OC-2,Una plana,01.02.2016,,Activo
CSV
cat > export/facturas.csv <<'CSV'
#,Número de factura,Proveedor,Contrato,Orden,Ejercicio,Trimestre,Monto,Archivo factura en PDF (Vínculo al archivo),Archivo factura en XML (Vínculo al archivo),Fecha de erogación,Estatus
1,F-1,Radio Laguna Azul SA de CV,CON-1,OC-1,2016,enero-marzo,100.00,,,2016-02-10,Activo
2,F-2,Radio Laguna Azul SA de CV,CON-1,Sin orden de compra,2016,enero-marzo,200.00,,,2016-03-10,Activo
3,F-3,Diario Dos Ríos SA de CV,Sin contrato,OC-2,2016,enero-marzo,80.50,,,2016-02-20,Activo
4,F-4,Diario Dos Ríos SA de CV,Sin contrato,Sin orden de compra,2016,enero-marzo,9.00,,,2016-02-20,Activo
CSV
cat > export/facturas_detalles.csv <<'CSV'
#,ID Detalle Factura,Número de factura,Campaña o aviso institucional,Nombre campaña o aviso institucional,Clasificación del servicio,Categoría del servicio,Subcategoría del servicio,Unidad,Sujeto obligado contratante,Partida contratante,Sujeto obligado solicitante,Partida solicitante,Área administrativa solicitante,Descripción del servicio o producto adquirido,Cantidad,Precio unitario con I.V.A incluido,Monto,Estatus
1,D-1,F-1,Campaña,Vacúnate,Servicios de difusión en medios de comunicación,Radio,Radio,Spot,Secretaría de Pruebas,36101,Secretaría de Pruebas,36101,,Spot de radio,10,10.00,100.00,Activo
2,D-2,F-3,Campaña,Vacúnate,Servicios de difusión en medios de comunicación,Medios impresos,Periódico,Plana,Secretaría de Pruebas,36101 - Difusión de mensajes,Secretaría de Pruebas,36101,,Plana,1,80.50,80.50,Activo
3,D-3,F-9,Campaña,Vacúnate,Servicios de difusión en medios de comunicación,Medios impresos,Periódico,Plana,Secretaría de Pruebas,36101,Secretaría de Pruebas,36101,,Plana,1,1.00,1.00,Activo
CSV
"$EDCA" convert --lang en -v --from publicidad-abierta --to ocds --prefix ocds-abc123 export > releases.jsonl; echo "exit $?"
cat releases.jsonl
# What comes out keeps to the standard, whatever the memory; the RFC of a person is only given where that is asked for.
"$EDCA" validate --lang en --only schema releases.jsonl; echo "exit $?"
"$EDCA" convert -q --memory 1MiB --to ocds --from publicidad-abierta --prefix ocds-abc123- export 2> /dev/null | cmp - releases.jsonl && echo "the same"
grep -c PUFE800101AB1 releases.jsonl
"$EDCA" convert -q --natural-persons --from publicidad-abierta --to ocds --prefix ocds-abc123 export 2> /dev/null | grep -c '"id":"MX-RFC-PUFE800101AB1"'
